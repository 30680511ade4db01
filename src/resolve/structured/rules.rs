//! What pages tell search engines, property by property, and who wants it.
//!
//! The one table: the warnings are made from it, `docs/structured-data.md` is printed from it, and a test holds it
//! against what pages print. Titles are those of the pages of Google Search Central, which say what of schema.org
//! its results need; where none of them names a property, it is schema.org's alone.

/// A type of schema.org that pages use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StructuredType {
    /// Its name; several where they have the same properties here. One name stands several times where pages of search engines
    /// speak of it apart.
    pub names: &'static [&'static str],
    /// Which pages have it.
    pub on: &'static str,
    /// The page of Google Search Central that says what it needs; nothing where schema.org alone does.
    pub source: Option<&'static str>,
    /// Its properties.
    pub rules: &'static [StructuredRule],
}

/// One property of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StructuredRule {
    /// Its name.
    pub property: &'static str,
    /// How much search engines want it.
    pub wanted: Wanted,
    /// Which field of a source or of the configuration says it.
    pub from: &'static str,
    /// What happens where nothing says it.
    pub lack: Lack,
}

/// How much search engines want a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Without it the page has no result of its kind.
    Required,
    /// With it the result says more.
    Recommended,
    /// They say nothing of it; schema.org has it.
    Known,
}

/// What happens where nothing says a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// Something always does.
    Never,
    /// `structured-data::missing-property` warns of it, with this help.
    Warned(&'static str),
    /// It is left out.
    LeftOut,
}

const fn always(property: &'static str, wanted: Wanted, from: &'static str) -> StructuredRule {
    StructuredRule { property, wanted, from, lack: Lack::Never }
}

const fn where_said(property: &'static str, wanted: Wanted, from: &'static str) -> StructuredRule {
    StructuredRule { property, wanted, from, lack: Lack::LeftOut }
}

const fn warned(property: &'static str, from: &'static str, help: &'static str) -> StructuredRule {
    StructuredRule { property, wanted: Wanted::Required, from, lack: Lack::Warned(help) }
}

use Wanted::{Known, Recommended, Required};

/// Every type that pages use, and its properties.
pub const STRUCTURED_TYPES: &[StructuredType] = &[
    StructuredType {
        names: &["Event"],
        on: "an event; of one that comes again its next time, and three more in short, each with its own address",
        source: Some("Event (Event) structured data"),
        rules: &[
            always("name", Required, "`title`, of one time `overrides.title`"),
            always(
                "startDate",
                Required,
                "`start`, with its offset; of whole days the day; of what comes again the next time",
            ),
            warned(
                "location",
                "`venue` as Place, `online_url` as VirtualLocation, both where `mode` is `mixed`",
                "say where it is: `venue = { name = \"Lantern House\", address = \"8 Canal Row\" }`",
            ),
            always(
                "eventStatus",
                Recommended,
                "`status`: EventCancelled, EventPostponed, EventRescheduled, EventMovedOnline, else EventScheduled; one time that was moved is EventRescheduled",
            ),
            where_said(
                "previousStartDate",
                Recommended,
                "`previous_start`; of a time that was moved, when the rule had it; of what is postponed, `start`",
            ),
            where_said("endDate", Recommended, "`end` or `duration`; never assumed"),
            where_said("image", Recommended, "`image`, else its poster"),
            always("eventAttendanceMode", Known, "`mode`, and online where `status` is `moved_online`"),
            always("url", Known, "its address; of a later time with the anchor of its row"),
            where_said(
                "description",
                Recommended,
                "`summary`, else the first words; of the next time alone, as is all below",
            ),
            where_said("offers", Recommended, "`price` as Offer"),
            where_said("organizer", Recommended, "`hosts` as Person, else the community"),
            where_said("performer", Recommended, "`speakers` as Person"),
            where_said("inLanguage", Known, "its language"),
            where_said("maximumAttendeeCapacity", Known, "`capacity`"),
            where_said("isAccessibleForFree", Known, "`price`"),
        ],
    },
    StructuredType {
        names: &["Place"],
        on: "the `venue` of an event",
        source: Some("Event (Event) structured data"),
        rules: &[
            warned("address", "`venue.address`", "add `address` to `venue`"),
            always("name", Recommended, "`venue.name`"),
            where_said("geo", Known, "`venue.geo`"),
        ],
    },
    StructuredType {
        names: &["VirtualLocation"],
        on: "the `online_url` of an event",
        source: Some("Event (Event) structured data"),
        rules: &[warned("url", "`online_url`", "say where to join: `online_url = \"https://…\"`")],
    },
    StructuredType {
        names: &["GeoCoordinates"],
        on: "the `geo` of a venue",
        source: None,
        rules: &[always("latitude", Known, "`venue.geo`"), always("longitude", Known, "`venue.geo`")],
    },
    StructuredType {
        names: &["Product"],
        on: "a drop, which is never an Event: nobody meets at it",
        source: Some("Product snippet (Product, Review, Offer) structured data"),
        rules: &[
            always("name", Required, "`title`"),
            warned(
                "offers",
                "`price` as Offer",
                "say what it costs: `price = \"19.90\"` and `currency = \"EUR\"`; `price = 0` is free",
            ),
            where_said("image", Recommended, "`image`, else its poster"),
            where_said("description", Known, "`summary`, else the first words"),
            where_said("sku", Known, "`sku`"),
            always("brand", Known, "the community"),
            always("url", Known, "its address"),
            always("releaseDate", Known, "`release_at`"),
        ],
    },
    StructuredType {
        names: &["Offer"],
        on: "what an event costs",
        source: Some("Event (Event) structured data"),
        rules: &[
            always("price", Recommended, "`price`, exact; `0` is free"),
            where_said("priceCurrency", Recommended, "`currency`"),
            always("availability", Recommended, "SoldOut where `remaining` is 0, else InStock"),
            where_said("validFrom", Recommended, "`rsvp.opens`: from when on one can have a place"),
            always("url", Recommended, "`rsvp.url`, else the page"),
        ],
    },
    StructuredType {
        names: &["Offer"],
        on: "what a drop costs",
        source: Some("Product snippet (Product, Review, Offer) structured data"),
        rules: &[
            always("price", Required, "`price`, exact; `0` is free"),
            where_said("priceCurrency", Recommended, "`currency`"),
            always("availability", Recommended, "where it stands"),
            where_said("priceValidUntil", Recommended, "`ends_at`"),
            where_said("validFrom", Known, "`release_at`, where it ends"),
            always("url", Known, "`buy_url` once it is public, else the page"),
        ],
    },
    StructuredType {
        names: &["Offer"],
        on: "what a tier costs",
        source: None,
        rules: &[
            always("name", Known, "`title`"),
            where_said("description", Known, "`summary`"),
            always("price", Known, "`price`, exact; `0` is free"),
            where_said("priceCurrency", Known, "`currency`"),
            always("url", Known, "its address"),
            always("offeredBy", Known, "the community"),
        ],
    },
    StructuredType {
        names: &["BlogPosting", "Article"],
        on: "a post; a story",
        source: Some("Article (Article, NewsArticle, BlogPosting) structured data"),
        rules: &[
            always("headline", Recommended, "`title`"),
            always("datePublished", Recommended, "`date`"),
            always("dateModified", Recommended, "`updated`, else `date`"),
            always("author", Recommended, "`authors` as Person, else the community"),
            where_said("image", Recommended, "`image`"),
            where_said("description", Known, "`summary`, else the first words"),
            always("url", Known, "its address"),
            always("mainEntityOfPage", Known, "its address"),
            always("inLanguage", Known, "its language"),
            where_said("about", Known, "`people` as Person"),
            always("publisher", Known, "the community"),
            where_said("keywords", Known, "`tags`"),
        ],
    },
    StructuredType {
        names: &["ProfilePage"],
        on: "a member who agreed to `page`",
        source: Some("Profile page (ProfilePage) structured data"),
        rules: &[
            always("mainEntity", Required, "the member as Person"),
            where_said("dateModified", Recommended, "`updated`"),
            always("url", Known, "its address"),
            always("inLanguage", Known, "its language"),
        ],
    },
    StructuredType {
        names: &["Person"],
        on: "a member, and everybody who is named: as their consent has it, otherwise by `alias` or as “a member”, without address",
        source: Some("Profile page (ProfilePage) structured data"),
        rules: &[
            always("name", Required, "`name`"),
            where_said("description", Recommended, "`summary`, on their own page"),
            where_said("image", Recommended, "`avatar`, with `photo`, on their own page"),
            where_said("sameAs", Recommended, "`links`, on their own page"),
            where_said("url", Known, "their page"),
            where_said("jobTitle", Known, "`roles`, on their own page"),
            where_said("memberOf", Known, "the community, on their own page"),
        ],
    },
    StructuredType {
        names: &["FAQPage"],
        on: "the help page",
        source: Some("FAQ (FAQPage, Question, Answer) structured data"),
        rules: &[
            always("mainEntity", Required, "every question as Question"),
            always("name", Known, "`title` of `faq/_index.md`, else the theme's word"),
            always("url", Known, "its address"),
            always("inLanguage", Known, "its language"),
        ],
    },
    StructuredType {
        names: &["Question"],
        on: "each question of the help page",
        source: Some("FAQ (FAQPage, Question, Answer) structured data"),
        rules: &[
            always("name", Required, "`title`"),
            always("acceptedAnswer", Required, "the text as Answer"),
            always("url", Known, "its place on the help page"),
        ],
    },
    StructuredType {
        names: &["Answer"],
        on: "the text of a question",
        source: Some("FAQ (FAQPage, Question, Answer) structured data"),
        rules: &[warned("text", "the text, as HTML", "write the answer below the front matter")],
    },
    StructuredType {
        names: &["Organization"],
        on: "the community, on the front page whole and elsewhere in short; a chapter",
        source: Some("Organization (Organization) structured data"),
        rules: &[
            always("name", Recommended, "`[community] name`, else the site's `title`; a chapter's `title`"),
            always("url", Recommended, "`base_url`; a chapter's address"),
            where_said("logo", Recommended, "the seal, as the theme draws it; on the front page"),
            where_said("email", Recommended, "`[community] contact`, where it is a mail address"),
            where_said("sameAs", Recommended, "`[community] contact`, where it is an address of a page"),
            where_said("foundingDate", Recommended, "`[community] founded`"),
            where_said("description", Recommended, "a chapter's `summary`"),
            where_said("slogan", Known, "`[community] mission`; a chapter's `focus`"),
            where_said("image", Known, "a chapter's `image`"),
            where_said("location", Known, "a chapter's `city`"),
            where_said("member", Known, "a chapter's `leads` as Person"),
            where_said(
                "parentOrganization",
                Known,
                "the chapter that a chapter lies within, else the community",
            ),
        ],
    },
    StructuredType {
        names: &["City"],
        on: "the `city` of a chapter",
        source: None,
        rules: &[always("name", Known, "`city`")],
    },
    StructuredType {
        names: &["BreadcrumbList"],
        on: "every page below the front page",
        source: Some("Breadcrumb (BreadcrumbList) structured data"),
        rules: &[always("itemListElement", Required, "the front page, the list, the page, each as ListItem")],
    },
    StructuredType {
        names: &["ListItem"],
        on: "each step of a BreadcrumbList",
        source: Some("Breadcrumb (BreadcrumbList) structured data"),
        rules: &[
            always("position", Required, "counted from 1"),
            always("name", Required, "the title of the step"),
            always("item", Required, "its address"),
        ],
    },
    StructuredType {
        names: &["WebSite"],
        on: "the front page",
        source: Some("Site name (WebSite) structured data"),
        rules: &[
            always("name", Required, "`title`"),
            always("url", Required, "the address of the front page"),
            where_said("description", Known, "`description`"),
            always("inLanguage", Known, "its language"),
            always("publisher", Known, "the community"),
        ],
    },
    StructuredType {
        names: &["WebPage"],
        on: "a plain page, a campaign, a print run",
        source: None,
        rules: &[
            always("name", Known, "`title`"),
            where_said("description", Known, "`summary`, else the first words"),
            always("url", Known, "its address"),
            always("inLanguage", Known, "its language"),
            where_said("dateModified", Known, "`updated`"),
            where_said("image", Known, "`image`"),
        ],
    },
    StructuredType {
        names: &["CollectionPage"],
        on: "a list; the join page, with an Offer for each tier that has a price",
        source: None,
        rules: &[
            always("name", Known, "`title` of `_index.md`, else the theme's word"),
            always("url", Known, "its address"),
            always("inLanguage", Known, "its language"),
            where_said("about", Known, "tiers with a price, each as Offer"),
        ],
    },
];

/// The rule of a property, for a warning.
pub(super) fn rule(kind: &str, property: &str) -> Option<&'static StructuredRule> {
    let kind = STRUCTURED_TYPES.iter().find(|known| known.names.contains(&kind))?;
    kind.rules.iter().find(|rule| rule.property == property)
}
