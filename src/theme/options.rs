//! `[theme_options]` of the configuration.

use crate::diagnostics::Diagnostic;
use crate::model::{SiteConfig, SourcePath, SourceTree, Span};

/// Reports every option that the theme does not have: none has any yet.
pub(super) fn check(files: &SourceTree, config: &SiteConfig, diagnostics: &mut Vec<Diagnostic>) {
    let path = SourcePath::new("handbill.toml");
    for option in config.theme_options.keys() {
        let place = files.text(&path).and_then(|text| place(text, option)).unwrap_or(config.theme.span);
        let message = format!("the theme `{}` has no option `{option}`", config.theme.value);
        diagnostics.push(
            Diagnostic::error("theme::unknown-option", message)
                .at(&path, place)
                .help("themes have no options yet: take it out of `[theme_options]`"),
        );
    }
}

/// Where the configuration writes the option's name.
fn place(text: &str, option: &str) -> Option<Span> {
    let base = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let (table, _) = toml::de::DeTable::parse_recoverable(&text[base..]);
    let options = table.get_ref().get("theme_options")?.get_ref().as_table()?;
    let (key, _) = options.iter().find(|(key, _)| key.get_ref() == option)?;
    Some(Span::from(key.span()).shifted(base))
}
