//! The seal: what stands for a name in a square.

use super::{Lang, SiteConfig};

impl SiteConfig {
    /// What stands for the community in a square: the seal as written, else that of its name in a language.
    #[must_use]
    pub fn seal_in(&self, lang: &Lang) -> String {
        let of_name = || seal(self.community_name_in(lang));
        self.community.seal.clone().unwrap_or_else(of_name)
    }
}

/// One Han character, or up to two initials.
#[must_use]
pub fn seal(name: &str) -> String {
    let first = |word: &str| word.chars().find(|c| c.is_alphanumeric());
    let mut words = name.split_whitespace().filter_map(first);
    let Some(start) = words.next() else { return String::new() };
    if !is_cased(start) {
        return start.to_string();
    }
    let mut seal: String = start.to_uppercase().collect();
    if let Some(last) = words.next_back().filter(|c| is_cased(*c)) {
        seal.extend(last.to_uppercase());
    }
    seal
}

/// Letters of scripts that abbreviate by initials.
fn is_cased(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase()
}

#[cfg(test)]
mod tests {
    use super::seal;

    #[test]
    fn a_seal_is_one_han_character_or_two_initials() {
        assert_eq!(seal("温岚"), "温");
        assert_eq!(seal("Wen Lan"), "WL");
        assert_eq!(seal("Ana Maria de Sousa"), "AS");
        assert_eq!(seal("tomas"), "T");
        assert_eq!(seal("…"), "");
    }
}
