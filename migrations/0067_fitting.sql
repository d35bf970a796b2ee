-- How often a template was used for what buyers ask about (the first level of a class), so that the next who asks that is offered it first.
CREATE TABLE template_class (
  class TEXT NOT NULL,
  template_id TEXT NOT NULL,
  uses INTEGER NOT NULL,
  PRIMARY KEY (class, template_id)
) WITHOUT ROWID;
CREATE INDEX template_class_of_template ON template_class (template_id);
