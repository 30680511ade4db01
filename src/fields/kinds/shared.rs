//! Fields that every kind takes.

use crate::fields::decoder::Decoder;
use crate::fields::node::Entry;
use crate::fields::table::{Field, Record, record};
use crate::fields::values::{
    Choice, Flag, Focus, Former, Free, List, Member, Name, Nested, Opt, Passage, PathPart, Text, Time,
};
use crate::model::{Image, PageFields, PosterFormat, PosterWish, SharedFields, Span, Spanned};

record! {
    /// The title of most kinds.
    struct Titled {
        /// What people see first.
        title: Name = "\"Spring salon\"" .also(&["name"]);
    }
}

record! {
    /// The title of a member.
    struct Named {
        /// The name that they agreed to show.
        name: Name = "\"Wen Li\"" .also(&["title"]);
    }
}

record! {
    /// The title of a question.
    struct Question {
        /// The question, as people ask it; the text below answers.
        title: Name = "\"Do I have to bring tools?\"" .also(&["name", "question"]);
    }
}

record! {
    /// The title of a list or of the home page.
    struct IndexTitle {
        /// What stands above the list; the theme's own words where absent.
        title: Opt<Name> = "\"What is on\"" .also(&["name", "headline"]);
    }
}

// The macro cannot make a table without fields.
impl Record for PageFields {
    const FIELDS: &'static [Field] = &[];
    type Slots = ();

    fn accept((): &mut (), _: &Entry<'_>, _: &mut Decoder<'_>) -> bool {
        false
    }

    fn finish((): (), _: &mut Decoder<'_>) -> Option<Self> {
        Some(Self {})
    }
}

record! {
    /// The shared fields but the title.
    struct SharedTable {
        /// One or two plain sentences for lists, previews and feeds.
        summary: Opt<Text> = "\"Bring what is broken; leave with what works.\"" .also(&["description", "excerpt"]);
        /// The lead picture.
        image: Opt<Nested<Image>> = "{ src = \"cover.jpg\", alt = \"Lanterns over a long table\" }" .also(&["cover", "picture"]);
        /// What its poster shows instead, and in which formats it is made.
        poster: Opt<Nested<PosterWish>> = "{ design = \"broadside\", formats = [\"portrait\", \"a4\"], headline = \"Spring salon\", tagline = \"Bring what is broken\" }";
        /// Words to find it by.
        tags: List<Name> = "[\"repair\", \"evening\"]" .also(&["categories"]);
        /// Members who wrote this, by handle.
        authors: List<Member> = "[\"wen\"]";
        /// The chapter it belongs to, by its slug.
        chapter: Opt<Name> = "\"hangzhou\"" .also(&["group"]);
        /// Stands for the file name in the address.
        slug: Opt<PathPart> = "\"spring-salon\"" .also(&["url", "permalink"]);
        /// The identity that survives renaming; any text that no other page has.
        uid: Opt<Name> = "\"spring-salon-2026\"" .also(&["id"]);
        /// Secret before; a date alone is the start of that day in the site's zone.
        publish_at: Opt<Time> = "2026-11-20T09:00:00+08:00" .also(&["publishDate", "published"]);
        /// When the content last changed in substance.
        updated: Opt<Time> = "2026-11-22" .also(&["lastmod", "modified"]);
        /// Left out of the site; shown by `--drafts`.
        draft: Flag = "true" .default("false");
        /// Former addresses, from the site's root.
        aliases: List<Former> = "[\"/old/address/\"]" .also(&["redirect_from"]);
        /// Ties translations whose file names differ: the same text in each.
        translation_key: Opt<Name> = "\"spring-salon\"";
        /// Data of the site's own, for its own templates.
        extra: Free = "{ mood = \"calm\" }" .also(&["params"]);
    }
}

impl SharedTable {
    pub(super) fn with_title(self, title: Spanned<String>) -> SharedFields {
        SharedFields {
            title,
            slug: self.slug,
            uid: self.uid,
            summary: self.summary,
            image: self.image,
            poster: self.poster,
            tags: self.tags,
            authors: self.authors,
            chapter: self.chapter,
            publish_at: self.publish_at,
            updated: self.updated,
            draft: self.draft,
            aliases: self.aliases,
            translation_key: self.translation_key,
            extra: self.extra,
        }
    }

    pub(super) fn with_optional_title(self, title: Option<Spanned<String>>, front: Span) -> SharedFields {
        let start = Span::new(front.start, front.start);
        self.with_title(title.unwrap_or_else(|| Spanned::new(String::new(), start)))
    }
}

record! {
    impl Image {
        /// The file, relative to the source's folder.
        src: Name = "\"cover.jpg\"" .also(&["url", "file", "path"]);
        /// What it shows, for those who do not see it; empty where it only decorates.
        alt: Text = "\"Lanterns over a long table\"" .also(&["description", "caption"]);
        /// The point that must stay visible when it is cut, in fractions from the top left.
        focus: Opt<Focus> = "[0.5, 0.4]";
    }
}

record! {
    impl PosterWish {
        /// A design of the theme.
        design: Opt<PathPart> = "\"broadside\"";
        /// In which formats it is made; the site's where absent.
        formats: List<Choice<PosterFormat>> = "[\"portrait\", \"a4\"]" .also(&["format"]);
        /// Stands for the title.
        headline: Opt<Name> = "\"Spring salon\"" .also(&["title"]);
        /// Stands for the summary.
        tagline: Opt<Passage> = "\"Bring what is broken\"" .also(&["summary", "subtitle"]);
        /// The point of the picture that must stay visible, in fractions from the top left.
        focus: Opt<Focus> = "[0.5, 0.4]";
    }
}
