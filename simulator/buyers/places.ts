// Places and people to invent buyers from, per market, in the market's own script. Refuses real persons: names are common ones
// put together by chance, streets and numbers are made up.

export interface Town {
  town: string;
  state: string;
  county: string;
  /** `#` becomes a digit, `@` a capital letter. */
  postcode: string;
}

export interface Places {
  given: readonly string[];
  family: readonly string[];
  streets: readonly string[];
  towns: readonly Town[];
  phone: string;
  language: string;
}

const town = (name: string, state: string, county: string, postcode: string): Town => ({ town: name, state, county, postcode });
const words = (text: string): string[] => text.split(",").map((word) => word.trim());

const US: Places = {
  given: words(
    "Ava, Noah, Mia, Liam, Zoe, Ethan, Maya, Lucas, Grace, Mason, Ruby, Caleb, Naomi, Owen, Jasmine, Diego, Priya, Marcus, Elena, Tyler, Hannah, Andre, Sofia, Wesley, Imani, Kevin, Talia, Jordan",
  ),
  family: words(
    "Bennett, Carter, Nguyen, Ramirez, Foster, Brooks, Hayes, Patel, Sullivan, Reyes, Coleman, Park, Whitfield, Ortiz, Greene, Lindqvist, Harper, Okafor, Dalton, Castillo, Meyer, Chen",
  ),
  streets: words(
    "Maple Street, Oak Hill Drive, Juniper Lane, 4th Avenue, Lakeview Road, Cedar Court, Willow Bend, Prairie Way, Sunset Terrace, Mill Creek Road",
  ),
  towns: [
    town("Austin", "Texas", "Travis", "787##"),
    town("Portland", "Oregon", "Multnomah", "972##"),
    town("Columbus", "Ohio", "Franklin", "432##"),
    town("Tampa", "Florida", "Hillsborough", "336##"),
    town("Denver", "Colorado", "Denver", "802##"),
    town("Charlotte", "North Carolina", "Mecklenburg", "282##"),
    town("Sacramento", "California", "Sacramento", "958##"),
    town("Rochester", "New York", "Monroe", "146##"),
  ],
  phone: "(+1)2##55501##",
  language: "en",
};

const GB: Places = {
  given: words(
    "Mira, Oliver, Amelia, Harry, Isla, Callum, Freya, Rhys, Poppy, Aidan, Zara, Ewan, Imogen, Kieran, Nadia, Rowan, Beth, Theo, Farah, Alistair, Megan, Dev, Niamh, Jonah",
  ),
  family: words(
    "Kowal, Hughes, Whitaker, Singh, Barlow, Ferguson, Ahmed, Pritchard, Lowe, Donnelly, Marsh, Okoye, Thornton, Baxter, Wren, Gallagher, Stubbs, Farrow",
  ),
  streets: words(
    "Demo Road, Station Lane, Harrow View, Chapel Street, Kingsmead Close, Victoria Terrace, Mill Race, Ashby Grove, Queens Crescent, Orchard Way",
  ),
  towns: [
    town("Leeds", "England", "West Yorkshire", "LS# #@@"),
    town("Bristol", "England", "Bristol", "BS# #@@"),
    town("Glasgow", "Scotland", "Glasgow City", "G## #@@"),
    town("Cardiff", "Wales", "Cardiff", "CF## #@@"),
    town("Norwich", "England", "Norfolk", "NR# #@@"),
    town("Sheffield", "England", "South Yorkshire", "S## #@@"),
  ],
  phone: "(+44)77009001##",
  language: "en",
};

const DE: Places = {
  given: words(
    "Lena, Jonas, Mia, Felix, Greta, Emil, Johanna, Mehmet, Sophie, Till, Aylin, Moritz, Frieda, Lukas, Nele, Anton, Clara, Henrik",
  ),
  family: words("Schuster, Brandt, Yılmaz, Vogel, Kessler, Lindner, Petersen, Hofmann, Krüger, Böhm, Sommer, Arslan, Thiele, Wagner"),
  streets: words("Lindenstraße, Am Mühlbach, Goetheweg, Bahnhofstraße, Kastanienallee, Schillerplatz, Birkenring, Uferstraße"),
  towns: [
    town("Leipzig", "Sachsen", "Leipzig", "041##"),
    town("Hamburg", "Hamburg", "Hamburg", "203##"),
    town("Freiburg", "Baden-Württemberg", "Breisgau", "791##"),
    town("Köln", "Nordrhein-Westfalen", "Köln", "506##"),
    town("Nürnberg", "Bayern", "Mittelfranken", "904##"),
  ],
  phone: "(+49)15112345###",
  language: "de",
};

const TH: Places = {
  given: words("สมชาย, กานดา, ณัฐวุฒิ, พิมพ์ชนก, ธนกร, อรทัย, วรรณา, ปิยะ, ชลธิชา, กิตติ, มณีรัตน์, ศิริพร, ภาคิน, เบญจมาศ"),
  family: words("ใจดี, ศรีสุข, วงศ์ทอง, แก้วมณี, บุญมา, พรหมสวัสดิ์, สุขสวัสดิ์, ทองดี, รุ่งเรือง, จันทร์เพ็ญ"),
  streets: words("ถนนสุขุมวิท, ถนนพระราม 4, ซอยลาดพร้าว 71, ถนนนิมมานเหมินท์, ถนนมิตรภาพ, ซอยรามคำแหง 24"),
  towns: [
    town("เขตวัฒนา", "กรุงเทพมหานคร", "แขวงคลองตันเหนือ", "10110"),
    town("อำเภอเมืองเชียงใหม่", "เชียงใหม่", "ตำบลสุเทพ", "50200"),
    town("อำเภอเมืองขอนแก่น", "ขอนแก่น", "ตำบลในเมือง", "40000"),
    town("อำเภอเมืองภูเก็ต", "ภูเก็ต", "ตำบลตลาดใหญ่", "83000"),
  ],
  phone: "(+66)8112345##",
  language: "th",
};

const ES: Places = {
  given: words("Lucía, Mateo, Carmen, Hugo, Valentina, Pablo, Alba, Javier"),
  family: words("García, Serrano, Molina, Ibáñez, Navarro, Castro, Vidal"),
  streets: words("Calle del Olmo, Avenida del Puerto, Calle Mayor, Paseo de la Playa"),
  towns: [town("Valencia", "Comunidad Valenciana", "Valencia", "460##"), town("Sevilla", "Andalucía", "Sevilla", "410##")],
  phone: "(+34)6001234##",
  language: "es",
};

const BY_REGION: Record<string, Places> = { US, GB, DE, AT: DE, TH, ES, MX: ES };

/** Markets without places of their own borrow those of Great Britain; the country's name stays right. */
export const placesOf = (region: string): Places => BY_REGION[region] ?? GB;
