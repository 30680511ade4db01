use super::*;
#[test]
fn try_it() {
    let body = std::fs::read_to_string("/tmp/try.md").unwrap();
    let (o, d) = outlined(&body);
    println!("{}", html_with(&body, Options::default(), &[]));
    println!("{o:#?}");
    for l in &o.links { println!("{:?} {:?} {:?}", l.form, l.target, &body[l.span.start..l.span.end]); }
    for d in d { println!("{} {} {:?}", d.code, d.message, d.labels[0].span); }
    let raw = format!("{body}\n<div class=x onclick=y><b>unclosed\n\nhey <i id=q>x</i>\n");
    println!("{}", html_with(&raw, Options::default(), &[]));
    println!("{}", plain_text(&body));
}
