// What the seeded shops sell: beauty, things for the home, the same in Great Britain and Germany, and crafts from Thailand.
// Refuses brands that exist. Prices are smallest units of the shop's currency.

export interface Listed {
  title: string;
  attribute: string;
  /** Name, seller's code, price. */
  skus: readonly (readonly [string, string, number])[];
  weightGrams: number;
  category: readonly [parentId: string, parent: string, id: string, name: string];
}

const SKIN = ["601450", "Beauty & Personal Care", "601469", "Skincare"] as const;
const MAKEUP = ["601450", "Beauty & Personal Care", "601535", "Makeup"] as const;
const HAIR = ["601450", "Beauty & Personal Care", "601520", "Haircare"] as const;
const KITCHEN = ["600001", "Home Supplies", "600024", "Kitchenware"] as const;
const LINEN = ["600001", "Home Supplies", "600154", "Bedding & Towels"] as const;
const LIGHT = ["600001", "Home Supplies", "600338", "Lighting & Decor"] as const;
const CRAFT = ["600001", "เครื่องใช้ในบ้าน", "600412", "งานฝีมือ"] as const;

const listed = (title: string, category: Listed["category"], weightGrams: number, attribute: string, skus: Listed["skus"]): Listed => ({
  title,
  attribute,
  skus,
  weightGrams,
  category,
});

export const GLOWLAB: readonly Listed[] = [
  listed("Dew Drop Hydrating Serum", SKIN, 120, "Size", [
    ["30 ml", "GL-DEW-30", 2400],
    ["50 ml", "GL-DEW-50", 3400],
  ]),
  listed("Barrier Repair Night Cream", SKIN, 180, "Size", [["50 g", "GL-NIGHT-50", 2800]]),
  listed("Vitamin C Bright Drops", SKIN, 110, "Size", [["30 ml", "GL-VITC-30", 2600]]),
  listed("Oat Milk Gel Cleanser", SKIN, 230, "Size", [
    ["150 ml", "GL-OAT-150", 1600],
    ["Refill 300 ml", "GL-OAT-300R", 2200],
  ]),
  listed("Cloud Tint Lip Balm", MAKEUP, 40, "Shade", [
    ["Rosewood", "GL-LIP-ROS", 1100],
    ["Fig", "GL-LIP-FIG", 1100],
    ["Bare", "GL-LIP-BAR", 1100],
    ["Cherry", "GL-LIP-CHE", 1100],
  ]),
  listed("Mineral Sun Fluid SPF 50", SKIN, 90, "Finish", [
    ["Invisible", "GL-SPF-INV", 2200],
    ["Tinted light", "GL-SPF-TL", 2300],
    ["Tinted deep", "GL-SPF-TD", 2300],
  ]),
  listed("Silk Press Heatless Curl Set", HAIR, 260, "Colour", [
    ["Champagne", "GL-CURL-CHA", 1900],
    ["Black", "GL-CURL-BLK", 1900],
  ]),
  listed("Rosemary Scalp Oil", HAIR, 140, "Size", [["60 ml", "GL-ROSE-60", 1800]]),
  listed("Brow Lamination Kit", MAKEUP, 150, "Set", [["Full kit", "GL-BROW-KIT", 3200]]),
  listed("Overnight Lip Mask", SKIN, 60, "Flavour", [
    ["Berry", "GL-MASK-BER", 1400],
    ["Vanilla", "GL-MASK-VAN", 1400],
  ]),
  listed("Gua Sha Stone", SKIN, 130, "Stone", [
    ["Rose quartz", "GL-GUA-ROS", 1500],
    ["Jade", "GL-GUA-JAD", 1500],
  ]),
  listed("Starter Glow Box", SKIN, 520, "Set", [["Box of five", "GL-BOX-5", 5900]]),
];

export const NORTHWIND_HOME: readonly Listed[] = [
  listed("Stoneware Pour-Over Set", KITCHEN, 1200, "Colour", [
    ["Oatmeal", "NW-POUR-OAT", 4200],
    ["Slate", "NW-POUR-SLA", 4200],
  ]),
  listed("Linen Duvet Cover", LINEN, 1900, "Size", [
    ["Queen, flax", "NW-DUV-Q-FLX", 11900],
    ["King, flax", "NW-DUV-K-FLX", 13900],
    ["Queen, rust", "NW-DUV-Q-RST", 11900],
  ]),
  listed("Waffle Bath Towel", LINEN, 620, "Colour", [
    ["Sand", "NW-TOW-SND", 2800],
    ["Fog", "NW-TOW-FOG", 2800],
    ["Pine", "NW-TOW-PIN", 2800],
  ]),
  listed("Rechargeable Table Lamp", LIGHT, 840, "Colour", [
    ["Brass", "NW-LAMP-BRS", 5400],
    ["Moss", "NW-LAMP-MOS", 5400],
  ]),
  listed("Beeswax Pillar Candle", LIGHT, 400, "Height", [
    ["10 cm", "NW-CAN-10", 1400],
    ["15 cm", "NW-CAN-15", 1900],
  ]),
  listed("Acacia Chopping Board", KITCHEN, 1500, "Size", [
    ["Medium", "NW-BRD-M", 3200],
    ["Large", "NW-BRD-L", 4400],
  ]),
  listed("Glass Storage Jars, Set of 6", KITCHEN, 2100, "Lid", [
    ["Bamboo", "NW-JAR-BAM", 3900],
    ["Cork", "NW-JAR-CRK", 3600],
  ]),
  listed("Wool Throw Blanket", LINEN, 1100, "Pattern", [
    ["Herringbone", "NW-THR-HER", 7900],
    ["Check", "NW-THR-CHK", 7900],
  ]),
  listed("Cast Iron Skillet", KITCHEN, 2600, "Diameter", [["26 cm", "NW-SKI-26", 4900]]),
  listed("Dried Lavender Wreath", LIGHT, 350, "Diameter", [["30 cm", "NW-WRE-30", 2600]]),
];

const pounds = (dollars: number) => Math.round((dollars * 0.85) / 100) * 100 - 1;

export const NORTHWIND_UK: readonly Listed[] = [
  ...NORTHWIND_HOME.slice(0, 8).map((one) => ({
    ...one,
    skus: one.skus.map(([name, code, price]) => [name, code, pounds(price)] as const),
  })),
  listed("Ribbed Beanie", LINEN, 150, "Colour and size", [
    ["Black, M", "BEANIE-BLK-M", 999],
    ["Black, L", "BEANIE-BLK-L", 999],
    ["Oat, M", "BEANIE-OAT-M", 1099],
  ]),
];

export const NORTHWIND_DE: readonly Listed[] = [
  listed("Steinzeug Handfilter-Set", KITCHEN, 1200, "Farbe", [
    ["Hafer", "NW-POUR-OAT", 4490],
    ["Schiefer", "NW-POUR-SLA", 4490],
  ]),
  listed("Waffelpiqué Badetuch", LINEN, 620, "Farbe", [
    ["Sand", "NW-TOW-SND", 2790],
    ["Nebel", "NW-TOW-FOG", 2790],
  ]),
  listed("Akku-Tischleuchte", LIGHT, 840, "Farbe", [
    ["Messing", "NW-LAMP-BRS", 5490],
    ["Moos", "NW-LAMP-MOS", 5490],
  ]),
  listed("Schneidebrett aus Akazie", KITCHEN, 1500, "Größe", [
    ["Mittel", "NW-BRD-M", 3290],
    ["Groß", "NW-BRD-L", 4490],
  ]),
  listed("Wolldecke Fischgrat", LINEN, 1100, "Farbe", [["Grau", "NW-THR-HER", 7990]]),
  listed("Vorratsgläser, 6 Stück", KITCHEN, 2100, "Deckel", [
    ["Bambus", "NW-JAR-BAM", 3990],
    ["Kork", "NW-JAR-CRK", 3690],
  ]),
];

export const BAAN_SUAN: readonly Listed[] = [
  listed("กระเป๋าสานผักตบชวา", CRAFT, 420, "ขนาด", [
    ["เล็ก", "BS-BAG-S", 390],
    ["กลาง", "BS-BAG-M", 520],
    ["ใหญ่", "BS-BAG-L", 690],
  ]),
  listed("ผ้าพันคอไหมย้อมคราม", CRAFT, 140, "ลาย", [
    ["ลายคลื่น", "BS-SCARF-W", 850],
    ["ลายดาว", "BS-SCARF-S", 850],
  ]),
  listed("แก้วเซรามิกปั้นมือ", CRAFT, 380, "สี", [
    ["ขาว", "BS-CUP-WH", 290],
    ["เขียวศิลาดล", "BS-CUP-GR", 320],
  ]),
  listed("เทียนหอมตะไคร้", CRAFT, 300, "ขนาด", [
    ["100 กรัม", "BS-CAN-100", 180],
    ["250 กรัม", "BS-CAN-250", 350],
  ]),
  listed("หมวกสานปีกกว้าง", CRAFT, 260, "สี", [
    ["ธรรมชาติ", "BS-HAT-NAT", 450],
    ["น้ำตาล", "BS-HAT-BRN", 450],
  ]),
  listed("สบู่สมุนไพรมะขาม ชุด 3 ก้อน", CRAFT, 330, "กลิ่น", [["มะขาม", "BS-SOAP-TAM", 220]]),
  listed("พรมเช็ดเท้าผ้าฝ้ายทอมือ", CRAFT, 700, "สี", [
    ["เทา", "BS-RUG-GRY", 360],
    ["คราม", "BS-RUG-IND", 380],
  ]),
];
