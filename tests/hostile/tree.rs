//! HTML as a browser takes it: a tree, and the text that a script would read back from it.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, ParseOpts, QualName, parse_document};

/// What stands at one place of a tree.
#[derive(Debug)]
pub(crate) enum Node {
    /// The root, or the inside of a template.
    Root,
    /// An element.
    Element(Element),
    /// Words.
    Text(String),
    /// A comment or an instruction.
    Comment(String),
}

/// An element.
#[derive(Debug)]
pub(crate) struct Element {
    name: QualName,
    /// By local name.
    pub(crate) attributes: Vec<(String, String)>,
    template: Option<usize>,
}

impl Element {
    /// Its name without a namespace.
    pub(crate) fn name(&self) -> &str {
        &self.name.local
    }

    /// The last part of its namespace: `xhtml`, `svg`, `MathML`.
    pub(crate) fn space(&self) -> &str {
        self.name.ns.rsplit('/').next().unwrap_or_default()
    }

    /// The value of an attribute.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// A parsed document.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    nodes: Vec<(Node, Option<usize>, Vec<usize>)>,
}

impl Tree {
    /// Parses a document as browsers do.
    pub(crate) fn of(html: &str, scripting: bool) -> Self {
        let sink = Sink(RefCell::new(Self { nodes: vec![(Node::Root, None, Vec::new())] }));
        let tree_builder = TreeBuilderOpts { scripting_enabled: scripting, ..TreeBuilderOpts::default() };
        parse_document(sink, ParseOpts { tree_builder, ..ParseOpts::default() }).one(html)
    }

    /// Every node of the document, from the top, with its parent.
    pub(crate) fn walk(&self) -> Vec<(&Node, Option<&Element>)> {
        let mut found = Vec::new();
        let mut waiting = vec![0];
        while let Some(at) = waiting.pop() {
            let (node, parent, children) = &self.nodes[at];
            let parent = parent.and_then(|parent| match &self.nodes[parent].0 {
                Node::Element(element) => Some(element),
                Node::Root | Node::Text(_) | Node::Comment(_) => None,
            });
            found.push((node, parent));
            waiting.extend(children.iter().rev());
            if let Node::Element(Element { template: Some(inside), .. }) = node {
                waiting.push(*inside);
            }
        }
        found
    }

    /// Every element.
    pub(crate) fn elements(&self) -> impl Iterator<Item = (&Element, Option<&Element>)> {
        self.walk().into_iter().filter_map(|(node, parent)| match node {
            Node::Element(element) => Some((element, parent)),
            Node::Root | Node::Text(_) | Node::Comment(_) => None,
        })
    }

    /// The words that readers can come to see: no script, no style.
    pub(crate) fn words(&self) -> String {
        let mut words = String::new();
        for (node, parent) in self.walk() {
            if let Node::Text(text) = node
                && parent.is_none_or(|parent| !matches!(parent.name(), "script" | "style"))
            {
                words.push_str(text);
            }
        }
        words
    }

    /// The text of an element of raw text.
    pub(crate) fn text_of(&self, element: &Element) -> String {
        let own = |parent: &Element| std::ptr::eq(parent, element);
        let texts = self.walk().into_iter().filter_map(|(node, parent)| match node {
            Node::Text(text) if parent.is_some_and(own) => Some(text.as_str()),
            Node::Root | Node::Element(_) | Node::Text(_) | Node::Comment(_) => None,
        });
        texts.collect()
    }

    /// The document written as `outerHTML` would (HTML Standard, "serializing HTML fragments").
    pub(crate) fn html(&self) -> String {
        let mut html = String::new();
        self.write(0, "", &mut html);
        html
    }

    fn write(&self, at: usize, inside: &str, html: &mut String) {
        const VOID: [&str; 14] = [
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
            "track", "wbr",
        ];
        let (node, _, children) = &self.nodes[at];
        match node {
            Node::Root => children.iter().for_each(|child| self.write(*child, "", html)),
            Node::Text(text)
                if matches!(
                    inside,
                    "style" | "script" | "xmp" | "iframe" | "noembed" | "noframes" | "plaintext"
                ) =>
            {
                html.push_str(text);
            }
            Node::Text(text) => {
                html.push_str(
                    &text
                        .replace('&', "&amp;")
                        .replace('\u{a0}', "&nbsp;")
                        .replace('<', "&lt;")
                        .replace('>', "&gt;"),
                );
            }
            Node::Comment(text) => {
                html.push_str("<!--");
                html.push_str(text);
                html.push_str("-->");
            }
            Node::Element(element) => {
                html.push('<');
                html.push_str(element.name());
                for (name, value) in &element.attributes {
                    html.push(' ');
                    html.push_str(name);
                    html.push_str("=\"");
                    html.push_str(
                        &value.replace('&', "&amp;").replace('\u{a0}', "&nbsp;").replace('"', "&quot;"),
                    );
                    html.push('"');
                }
                html.push('>');
                if element.space() == "xhtml" && VOID.contains(&element.name()) {
                    return;
                }
                for child in children.iter().copied().chain(element.template) {
                    self.write(child, element.name(), html);
                }
                html.push_str("</");
                html.push_str(element.name());
                html.push('>');
            }
        }
    }

    fn add(&mut self, node: Node) -> usize {
        self.nodes.push((node, None, Vec::new()));
        self.nodes.len() - 1
    }

    fn detach(&mut self, at: usize) {
        if let Some(parent) = self.nodes[at].1.take() {
            self.nodes[parent].2.retain(|child| *child != at);
        }
    }

    fn insert(&mut self, parent: usize, place: usize, child: NodeOrText<usize>) {
        let child = match child {
            NodeOrText::AppendNode(child) => child,
            NodeOrText::AppendText(text) => {
                let before = place.checked_sub(1).map(|before| self.nodes[parent].2[before]);
                if let Some(before) = before
                    && let Node::Text(own) = &mut self.nodes[before].0
                {
                    own.push_str(&text);
                    return;
                }
                self.add(Node::Text(text.to_string()))
            }
        };
        let before = self.nodes[parent].2.len();
        self.detach(child);
        let place = place - (before - self.nodes[parent].2.len()).min(place);
        self.nodes[child].1 = Some(parent);
        self.nodes[parent].2.insert(place, child);
    }
}

struct Sink(RefCell<Tree>);

fn pairs(attributes: Vec<Attribute>) -> Vec<(String, String)> {
    attributes.into_iter().map(|own| (own.name.local.to_string(), own.value.to_string())).collect()
}

impl TreeSink for Sink {
    type Handle = usize;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        self.0.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Ref<'a, QualName> {
        Ref::map(self.0.borrow(), |tree| match &tree.nodes[*target].0 {
            Node::Element(element) => &element.name,
            Node::Root | Node::Text(_) | Node::Comment(_) => panic!("the parser asks for names of elements"),
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> usize {
        let mut tree = self.0.borrow_mut();
        let template = flags.template.then(|| tree.add(Node::Root));
        tree.add(Node::Element(Element { name, attributes: pairs(attributes), template }))
    }

    fn create_comment(&self, text: StrTendril) -> usize {
        self.0.borrow_mut().add(Node::Comment(text.to_string()))
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> usize {
        self.0.borrow_mut().add(Node::Comment(format!("{target} {data}")))
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        let mut tree = self.0.borrow_mut();
        let end = tree.nodes[*parent].2.len();
        tree.insert(*parent, end, child);
    }

    fn append_based_on_parent_node(&self, element: &usize, before: &usize, child: NodeOrText<usize>) {
        if self.0.borrow().nodes[*element].1.is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(before, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &usize) -> usize {
        match &self.0.borrow().nodes[*target].0 {
            Node::Element(Element { template: Some(inside), .. }) => *inside,
            Node::Element(_) | Node::Root | Node::Text(_) | Node::Comment(_) => *target,
        }
    }

    fn same_node(&self, x: &usize, y: &usize) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        let mut tree = self.0.borrow_mut();
        let Some(parent) = tree.nodes[*sibling].1 else { return };
        let place = tree.nodes[parent].2.iter().position(|own| own == sibling).unwrap_or_default();
        tree.insert(parent, place, child);
    }

    fn add_attrs_if_missing(&self, target: &usize, attributes: Vec<Attribute>) {
        if let Node::Element(element) = &mut self.0.borrow_mut().nodes[*target].0 {
            for (name, value) in pairs(attributes) {
                if element.get(&name).is_none() {
                    element.attributes.push((name, value));
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &usize) {
        self.0.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &usize, parent: &usize) {
        let mut tree = self.0.borrow_mut();
        for child in tree.nodes[*node].2.clone() {
            tree.detach(child);
            tree.nodes[child].1 = Some(*parent);
            tree.nodes[*parent].2.push(child);
        }
    }
}
