//! The sanitiser: a body as a browser would read it, and of that what the table allows.

use std::collections::{HashMap, HashSet};

use super::policy::{ATTRS, GENERIC, GONE, TAGS};
use crate::model::LINK_SCHEMES;

/// Sanitises a body as a whole; attributes whose names begin with `marker` stay.
pub(in crate::markdown) fn clean(html: &str, marker: &str) -> String {
    let attributes: HashMap<&str, HashSet<&str>> =
        ATTRS.into_iter().map(|(tag, names)| (tag, names.iter().copied().collect())).collect();
    ammonia::Builder::empty()
        .tags(TAGS.into_iter().collect())
        .clean_content_tags(GONE.into_iter().collect())
        .generic_attributes(GENERIC.into_iter().collect())
        .generic_attribute_prefixes(HashSet::from([marker]))
        .tag_attributes(attributes)
        .url_schemes(LINK_SCHEMES.into_iter().collect())
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None)
        .clean(html)
        .to_string()
}
