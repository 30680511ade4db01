//! Directives of a body: whether the theme has the component, and what their arguments lead to.

use super::facts::picture;
use super::links::{Linker, scheme};
use super::references;
use super::targets::At;
use crate::diagnostics::{Diagnostic, Severity, nearest};
use crate::model::{
    Argument, BodyDirective, BodyLink, BodyRule, Component, Credit, Kind, LINK_SCHEMES, LinkForm, Parameter,
    ParameterKind, ResolvedDirective, ResolvedLink, Spanned, Use, WrittenArgument,
};

/// What becomes of an argument.
enum Found {
    Value(Argument),
    /// It leads to something that is withheld.
    Withheld,
    /// It has been reported.
    Wrong,
}

impl Linker<'_> {
    /// Resolves every directive of the outline, by the same index.
    pub(super) fn directives(&mut self) -> Vec<ResolvedDirective> {
        let document = self.document;
        document.outline.directives.iter().map(|written| self.directive(written)).collect()
    }

    fn directive(&mut self, written: &BodyDirective) -> ResolvedDirective {
        // Without a theme nobody knows what there is.
        let Some(components) = self.scope.input.components else { return ResolvedDirective::Broken };
        let name = written.name.value.as_str();
        let Some(component) = components.get(name) else {
            let near = nearest(name, components.keys().map(String::as_str));
            let label = near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
            let known: Vec<&str> = components.keys().map(String::as_str).collect();
            self.found.push(
                Diagnostic::error("directive::unknown", format!("the theme has no directive `{name}`"))
                    .labelled(&self.document.path, written.name.span, label)
                    .help(format!("its directives: {}", known.join(", "))),
            );
            return ResolvedDirective::Broken;
        };
        if !component.is_sound {
            return ResolvedDirective::Broken;
        }
        let before = self.found.len();
        self.check_form(written, component);
        let (mut arguments, mut withheld) = (Vec::with_capacity(component.parameters.len()), false);
        for parameter in &component.parameters {
            let argument = written.arguments.iter().find(|argument| argument.name.value == parameter.name);
            let found = match argument {
                Some(argument) => self.argument(written, component, parameter, argument),
                None => left_out(parameter),
            };
            match found {
                Found::Value(value) => arguments.push((parameter.name.clone(), value)),
                Found::Withheld => withheld = true,
                Found::Wrong => {}
            }
        }
        describe_pictures(&component.parameters, &mut arguments);
        let wrong = self.found[before..].iter().any(|problem| problem.severity == Severity::Error);
        match (wrong || !written.is_sound, withheld) {
            (true, _) => ResolvedDirective::Broken,
            (false, true) => ResolvedDirective::Withheld,
            (false, false) => ResolvedDirective::Shown(arguments),
        }
    }

    /// Its body, and the names of its arguments.
    fn check_form(&mut self, written: &BodyDirective, component: &Component) {
        let name = &component.name;
        let path = &self.document.path;
        let body = match (component.body, written.has_body) {
            (BodyRule::None, true) => Some((
                format!("`{name}` has no body"),
                format!("write it with two colons on one line, and remove its end: `::{name}{{…}}`"),
            )),
            (BodyRule::Required, false) => Some((
                format!("`{name}` wants a body"),
                format!("write `:::{name}`, its text below, and `:::` on a line of its own"),
            )),
            (BodyRule::None | BodyRule::Optional, false)
            | (BodyRule::Optional | BodyRule::Required, true) => None,
        };
        // A line that has been reported may have lost what is asked for here.
        if let Some((message, help)) = body.filter(|_| written.is_sound) {
            let problem = Diagnostic::error("directive::body", message).at(path, written.span);
            self.found.push(problem.help(help).help(usage(component)));
        }
        for argument in &written.arguments {
            let known = || component.parameters.iter().map(|parameter| parameter.name.as_str());
            let given = argument.name.value.as_str();
            if known().any(|known| known == given) {
                continue;
            }
            let label =
                nearest(given, known()).map_or(String::new(), |near| format!("did you mean `{near}`?"));
            let message = format!("`{name}` has no argument `{given}`");
            let problem = Diagnostic::error("directive::unknown-argument", message);
            self.found.push(problem.labelled(path, argument.name.span, label).help(usage(component)));
        }
        let given = |parameter: &&Parameter| written.arguments.iter().any(|a| a.name.value == parameter.name);
        let missing = component.parameters.iter().filter(|p| p.required && !given(p));
        let missing: Vec<String> = missing.map(|parameter| format!("`{}`", parameter.name)).collect();
        if !missing.is_empty() && written.is_sound {
            let message = format!("`{name}` wants {}", missing.join(" and "));
            let problem = Diagnostic::error("directive::missing-argument", message).at(path, written.span);
            self.found.push(problem.help(usage(component)));
        }
    }

    fn argument(
        &mut self,
        written: &BodyDirective,
        component: &Component,
        parameter: &Parameter,
        argument: &WrittenArgument,
    ) -> Found {
        let value = &argument.value;
        let text = value.value.trim();
        if text.is_empty() && (parameter.required || parameter.kind != ParameterKind::Text) {
            let place = Spanned::new(String::new(), argument.name.span);
            return self.wrong(component, parameter, &place, "stands empty");
        }
        let before = self.found.len();
        let shown = match &parameter.kind {
            ParameterKind::Text => Some(Argument::Text(text.to_owned())),
            ParameterKind::Integer { min, max } => match text.parse::<i64>() {
                Ok(number) if (*min..=*max).contains(&number) => Some(Argument::Integer(number)),
                Ok(_) | Err(_) => {
                    let why = format!("is a whole number from {min} to {max}");
                    return self.wrong(component, parameter, value, &why);
                }
            },
            ParameterKind::Choice(words) => {
                if !words.iter().any(|word| word == text) {
                    let why = format!("is one of {}", words.join(", "));
                    return self.wrong(component, parameter, value, &why);
                }
                Some(Argument::Text(text.to_owned()))
            }
            ParameterKind::Url => {
                if scheme(text).is_some_and(|scheme| !LINK_SCHEMES.contains(&&*scheme.to_ascii_lowercase())) {
                    let why = format!("is an address with {}", LINK_SCHEMES.join(", "));
                    return self.wrong(component, parameter, value, &why);
                }
                let link = BodyLink { form: LinkForm::Link, target: text.to_owned(), span: value.span };
                let resolved = self.one(&link);
                let leads = !matches!(
                    resolved,
                    ResolvedLink::Withheld | ResolvedLink::Broken | ResolvedLink::Unsafe | ResolvedLink::Text
                );
                leads.then(|| Argument::Link(resolved, text.to_owned()))
            }
            ParameterKind::Picture { .. } => {
                if scheme(text).is_some() || text.starts_with("//") {
                    let why = "is a picture of this site, so that readers ask nobody else for it";
                    return self.wrong(component, parameter, value, why);
                }
                let src = Spanned::new(text.to_owned(), value.span);
                let file = picture(self.scope, self, &src);
                file.map(|file| Argument::Picture(file, String::new()))
            }
            ParameterKind::Page(kind) => self.page(&Spanned::new(text.to_owned(), value.span), *kind),
            ParameterKind::Member => self.member(text.trim_start_matches('@'), value),
        };
        let told = self.found[before..].iter().any(|problem| problem.severity == Severity::Error);
        match shown {
            Some(argument) => Found::Value(argument),
            None if told || !written.is_sound => Found::Wrong,
            None => Found::Withheld,
        }
    }

    fn wrong(
        &mut self,
        component: &Component,
        parameter: &Parameter,
        value: &Spanned<String>,
        why: &str,
    ) -> Found {
        let message = format!("`{}` of `{}` {why}", parameter.name, component.name);
        let label = match &parameter.kind {
            ParameterKind::Choice(words) => nearest(&value.value, words.iter().map(String::as_str)),
            ParameterKind::Text
            | ParameterKind::Integer { .. }
            | ParameterKind::Url
            | ParameterKind::Picture { .. }
            | ParameterKind::Page(_)
            | ParameterKind::Member => None,
        };
        let label = label.map_or(String::new(), |near| format!("did you mean `{near}`?"));
        let problem = Diagnostic::error("directive::bad-argument", message);
        self.found.push(problem.labelled(&self.document.path, value.span, label).help(usage(component)));
        Found::Wrong
    }

    fn page(&mut self, reference: &Spanned<String>, kind: Option<Kind>) -> Option<Argument> {
        let (index, document, found) = (self.index, self.document, &mut self.found);
        let page = match kind {
            Some(kind) => references::page(index, document, reference, kind, found)?,
            None => references::any_page(index, document, reference, found)?,
        };
        let entry = &index.entries[index.public[page.0]];
        if entry.document.name.kind == Kind::Member {
            self.portrayed(&entry.slug)
        } else {
            Some(Argument::Page(page))
        }
    }

    fn member(&mut self, handle: &str, value: &Spanned<String>) -> Option<Argument> {
        let spanned = Spanned::new(crate::model::Handle::new(handle), value.span);
        references::credit(self.index, self.members, self.document, &spanned, Use::Page, &mut self.found)?;
        self.portrayed(handle)
    }

    /// A member who may be named, with a page; nothing else can be shown of them.
    fn portrayed(&self, handle: &str) -> Option<Argument> {
        let credit = |purpose| self.members.credit(handle, &self.document.name.lang, purpose);
        let (credit, feed_credit) = (credit(Use::Page)?, credit(Use::Feed)?);
        let Credit::Named { url, .. } = &credit else { return None };
        let Some(At::Entry(at)) = self.targets.at(url.as_str()) else { return None };
        let page = self.index.page(at)?;
        Some(Argument::Member { credit, feed_credit, page })
    }
}

/// What stands for an argument that is not written.
fn left_out(parameter: &Parameter) -> Found {
    let Some(default) = &parameter.default else { return Found::Value(Argument::Absent) };
    let number = match &parameter.kind {
        ParameterKind::Integer { .. } => default.parse().ok().map(Argument::Integer),
        ParameterKind::Text
        | ParameterKind::Choice(_)
        | ParameterKind::Url
        | ParameterKind::Picture { .. }
        | ParameterKind::Page(_)
        | ParameterKind::Member => None,
    };
    Found::Value(number.unwrap_or_else(|| Argument::Text(default.clone())))
}

/// Gives each picture the words that another argument holds.
fn describe_pictures(parameters: &[Parameter], arguments: &mut [(String, Argument)]) {
    for parameter in parameters {
        let ParameterKind::Picture { alt } = &parameter.kind else { continue };
        let words = arguments.iter().find_map(|(name, argument)| match argument {
            Argument::Text(text) if name == alt => Some(text.clone()),
            _ => None,
        });
        let picture = arguments.iter_mut().find(|(name, _)| *name == parameter.name);
        if let (Some((_, Argument::Picture(_, alt))), Some(words)) = (picture, words) {
            *alt = words;
        }
    }
}

/// How a component is called, for help: `figure{src, alt, caption?}` and what it is.
fn usage(component: &Component) -> String {
    let names: Vec<String> = component
        .parameters
        .iter()
        .map(|parameter| format!("{}{}", parameter.name, if parameter.required { "" } else { "?" }))
        .collect();
    let colons = match component.body {
        BodyRule::None => "::",
        BodyRule::Optional | BodyRule::Required => ":::",
    };
    let arguments = if names.is_empty() { String::new() } else { format!("{{{}}}", names.join(", ")) };
    let doc = if component.doc.is_empty() { String::new() } else { format!(" — {}", component.doc) };
    format!("`{colons}{}{arguments}`{doc}", component.name)
}
