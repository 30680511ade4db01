//! What is known of a source with errors.

use super::name;
use crate::model::{Lost, SiteConfig, SourceBody, SourceFile};

/// Says what a source with errors would be called without them, so that nobody is blamed for pointing at it.
#[must_use]
pub fn lost(file: &SourceFile, config: &SiteConfig) -> Lost {
    let (name, _) = name::read(&file.path, config);
    let slug = match &file.body {
        SourceBody::Text(text) => written_slug(text),
        SourceBody::Bytes(_) | SourceBody::Blob => None,
    };
    Lost { path: file.path.clone(), name, slug }
}

/// The first line that gives a slug, in either format: the front matter itself cannot be read.
fn written_slug(text: &str) -> Option<String> {
    text.lines().find_map(|line| {
        let value = line.strip_prefix("slug")?.trim_start().strip_prefix(['=', ':'])?;
        let value = value.trim();
        let inner = value
            .strip_prefix(['"', '\''])
            .map_or(value, |rest| rest.split(['"', '\'']).next().unwrap_or(rest));
        (!inner.is_empty()).then(|| inner.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::written_slug;

    #[test]
    fn a_slug_is_found_in_front_matter_that_cannot_be_read() {
        assert_eq!(written_slug("+++\ntitle = \"\nslug = \"tea\" # short\n+++\n").as_deref(), Some("tea"));
        assert_eq!(written_slug("---\ntitle: a: b\nslug: 茶\n---\n").as_deref(), Some("茶"));
        assert_eq!(written_slug("+++\nslugs = 1\n+++\n"), None);
    }
}
