//! Codes are the same everywhere, and nothing that was issued is lost.

use std::collections::BTreeSet;

use jiff::civil::date;
use proptest::prelude::*;

use super::{Identity, base_of, derive, issue, read, write};
use crate::model::{Code, Lang, Ledger, LedgerEntry, LedgerPlace, SourcePath};

fn path() -> SourcePath {
    SourcePath::new(super::FILE)
}

fn identity(uid: &str, lang: &str, placement: Option<&str>) -> Identity {
    Identity { uid: uid.to_owned(), lang: Lang::new(lang), placement: placement.map(str::to_owned) }
}

#[test]
fn a_code_never_changes_with_the_program() {
    // Printed with the first release: another code here is a poster that leads nowhere.
    let of = |uid, lang, placement| derive(&identity(uid, lang, placement), 0).to_string();
    assert_eq!(of("run-tag-books", "en", Some("146")), "03FGMT");
    assert_eq!(of("riddles-2027-02", "zh", None), "083CAG");
}

#[test]
fn each_part_of_an_identity_makes_another_code() {
    let all = [
        identity("a", "en", None),
        identity("b", "en", None),
        identity("a", "zh", None),
        identity("a", "en", Some("")),
        identity("a", "en", Some("door")),
        identity("ae", "n", None),
    ];
    let codes: BTreeSet<Code> = all.iter().map(|identity| derive(identity, 0)).collect();
    assert_eq!(codes.len(), all.len());
    assert_ne!(derive(&all[0], 0), derive(&all[0], 1));
}

#[test]
fn a_collision_gets_the_next_attempt_and_what_is_recorded_stays() {
    // Everybody derives the same code at first.
    let same = |_: &Identity, attempt: u32| Code::from_bits(attempt);
    let (a, b) = (identity("a", "en", None), identity("b", "en", None));
    let mut taken = BTreeSet::new();
    let both = issue(vec![b.clone(), a.clone()], &mut taken, same);
    assert_eq!(both, [(a, Code::from_bits(0)), (b, Code::from_bits(1))]);
    // What the ledger has is gone around, also by an identity that sorts before it.
    let first = issue(vec![identity("0", "en", None)], &mut taken, same);
    assert_eq!(first[0].1, Code::from_bits(2));
    assert_eq!(taken.len(), 3);
}

#[test]
fn comments_of_people_stay_with_their_entries() {
    let text = concat!(
        "# Ours, about all of it\n\n[[code]] # the café\ncode = \"7KQ2MX\"\n",
        "address = \"HTTPS://LANTERN.EXAMPLE/C/7KQ2MX/\"\ntarget = \"stories/a#b/\"\nuid = \"a\"\nlang = \"en\"\n",
        "issued = 2026-11-27 # by hand\n# About the next\n[[code]]\ncode = \"03FGMT\"\n",
        "address = \"HTTPS://LANTERN.EXAMPLE/C/03FGMT/\"\ntarget = \"stories/b/\"\nuid = \"b\"\nlang = \"en\"\n",
        "issued = 2026-11-27\n# The end\n"
    );
    let (ledger, found) = read(&path(), text);
    assert_eq!(found, []);
    let comments: Vec<&[String]> = ledger.entries.iter().map(|entry| &*entry.comments).collect();
    assert_eq!(comments[0], ["# About the next"]);
    assert_eq!(comments[1], ["# Ours, about all of it", "# the café", "# by hand"]);
    assert_eq!(ledger.tail, ["# The end"]);
    let written = write(&ledger);
    let (again, found) = read(&path(), &written);
    assert_eq!(found, []);
    assert_eq!(write(&again), written, "a second writing changes the bytes");
}

#[test]
fn windows_line_ends_and_a_mark_of_utf_8_are_read() {
    let (ledger, _) = read(&path(), &write(&Ledger { entries: vec![entry(1, "a", None)], tail: Vec::new() }));
    let text = format!("\u{feff}{}", write(&ledger).replace('\n', "\r\n"));
    let (again, found) = read(&path(), &text);
    assert_eq!(found, []);
    assert_eq!(write(&again), write(&ledger));
}

#[test]
fn a_base_is_told_from_an_address_in_any_case() {
    let code = Code::new("7KQ2MX").expect("a code");
    assert_eq!(base_of("HTTPS://A.EXAMPLE/t/C/7KQ2MX/", code), Some("HTTPS://A.EXAMPLE/t/"));
    assert_eq!(base_of("https://a.example/c/7kq2mx/", code), Some("https://a.example/"));
    for address in ["", "7KQ2MX", "https://a.example/C/03FGMT/", "https://a.example/C/7KQ2MX", "灯/7KQ2MX/"]
    {
        assert_eq!(base_of(address, code), None, "{address}");
    }
}

fn entry(bits: u32, uid: &str, placement: Option<&str>) -> LedgerEntry {
    let code = Code::from_bits(bits);
    LedgerEntry {
        code,
        address: code.address("https://lantern.example/"),
        target: format!("stories/{bits}/"),
        uid: uid.to_owned(),
        lang: Lang::new("zh"),
        placement: placement.map(str::to_owned),
        issued: date(2026, 11, 27),
        retired: None,
        comments: Vec::new(),
        place: LedgerPlace::default(),
    }
}

fn any_entry() -> impl Strategy<Value = LedgerEntry> {
    let text = || prop_oneof!["[a-z\"\\\\灯#= ]{0,6}x", "\\PC{1,8}x", Just("a\tb\u{7f}x".to_owned())];
    let retired = prop::option::of(prop_oneof![Just(String::new()), Just("stories/".to_owned())]);
    (0u32..1 << 30, text(), prop::option::of(text()), text(), retired).prop_map(
        |(bits, uid, placement, target, retired)| LedgerEntry {
            target,
            retired,
            comments: if bits % 3 == 0 { vec!["# 注 = \"x\"".to_owned()] } else { Vec::new() },
            ..entry(bits, &format!("{uid}{bits}"), placement.as_deref())
        },
    )
}

/// The same entries, wherever they stand.
fn without_places(mut ledger: Ledger) -> Ledger {
    for entry in &mut ledger.entries {
        entry.place = LedgerPlace::default();
    }
    ledger
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reading_gives_what_was_written(mut entries in prop::collection::vec(any_entry(), 0..12)) {
        entries.sort_by_key(|entry| entry.code);
        entries.dedup_by_key(|entry| entry.code);
        let ledger = Ledger { entries, tail: vec!["# the end".to_owned()] };
        let text = write(&ledger);
        let (read, found) = read(&path(), &text);
        prop_assert_eq!(found, []);
        prop_assert_eq!(&write(&read), &text);
        prop_assert_eq!(without_places(read), ledger);
    }

    #[test]
    fn no_bytes_make_it_panic(text in prop_oneof!["\\PC{0,80}", "[\\[\\]a-z=\"'#.\n{}, ]{0,200}", "(\\[\\[code\\]\\]\n(code|uid|lang|issued) = [0-9\"a-z]{0,6}\n){0,4}"]) {
        let (ledger, _) = read(&path(), &text);
        let _ = write(&ledger);
    }

    #[test]
    fn two_clones_issue_the_same_codes_in_any_order(
        (one, other) in prop::collection::vec(("[a-c]{1,2}", "en|zh", prop::option::of("[a-c]")), 0..20)
            .prop_map(|all| all.into_iter().map(|(uid, lang, placement)| identity(&uid, &lang, placement.as_deref())).collect::<Vec<_>>())
            .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle()))
    ) {
        // Few codes, so that many collide.
        let few = |identity: &Identity, attempt: u32| {
            let code = derive(identity, attempt);
            Code::from_bits(u32::from(code.as_str().as_bytes()[5]) % 7 + attempt * 7)
        };
        let (mut a, mut b) = (BTreeSet::new(), BTreeSet::new());
        let (one, other) = (issue(one, &mut a, few), issue(other, &mut b, few));
        prop_assert_eq!(&one, &other);
        let codes: BTreeSet<Code> = one.iter().map(|(_, code)| *code).collect();
        prop_assert_eq!(codes.len(), one.len(), "two posters have one code");
    }
}
