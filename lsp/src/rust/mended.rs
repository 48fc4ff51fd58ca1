//! An item as a macro can read it: without what is half written.
//!
//! A field without a type keeps its name and gets the type `_`, a comma that is missing is written, and what cannot be read is
//! left out. Every other byte stands, and its place in the file is known.

use std::ops::Range;

use ra_ap_syntax::ast::{self, HasAttrs, HasName as _, HasVisibility as _};
use ra_ap_syntax::{AstNode, Direction, NodeOrToken, SyntaxKind, SyntaxNode, TextRange};
use syn::parse::Parser as _;

/// An item, made of pieces of the file.
#[derive(Debug)]
pub(super) struct Mended<'f> {
    file: &'f str,
    pub(super) text: String,
    /// Where each piece stands in the text, and where in the file; in the order of both.
    pieces: Vec<(Range<usize>, usize)>,
    /// Where the file has fields that are half written.
    half: Vec<Range<usize>>,
    /// Whether something was left out or made up, so that nothing is known to be missing.
    pub(super) is_partial: bool,
}

impl<'f> Mended<'f> {
    /// The item, as a macro can read it.
    pub(super) fn of(file: &'f str, node: &SyntaxNode) -> Self {
        let (text, pieces, half) = Default::default();
        let mut mended = Self { file, text, pieces, half, is_partial: false };
        match ast::Item::cast(node.clone()) {
            Some(ast::Item::Fn(function)) => mended.function(&function),
            Some(ast::Item::Struct(item)) if !is_whole(node) => {
                let tail = item.field_list().map(|list| list.syntax().clone());
                mended.head(&item, tail.as_ref());
                mended.fields(item.field_list());
                if !matches!(item.field_list(), Some(ast::FieldList::RecordFieldList(_))) {
                    mended.write(";");
                }
            }
            Some(ast::Item::Enum(item)) if !is_whole(node) => {
                mended.head(&item, item.variant_list().map(|list| list.syntax().clone()).as_ref());
                mended.write("{");
                if let Some(list) = item.variant_list() {
                    list.variants().for_each(|variant| mended.variant(&variant));
                    mended.lose_if_broken(list.syntax());
                }
                mended.write("}");
            }
            _ => mended.keep(node.text_range()),
        }
        mended
    }

    /// Where the file has some bytes of the text. None if they are made up or half written.
    pub(super) fn in_file(&self, span: &Range<usize>) -> Option<Range<usize>> {
        let start = self.byte_in_file(span.start)?;
        let last = self.byte_in_file(span.end.max(span.start + 1) - 1)?;
        let is_inside = |half: &Range<usize>| half.start <= start && last < half.end;
        (!self.half.iter().any(is_inside)).then(|| start..(last + 1).max(start))
    }

    fn byte_in_file(&self, byte: usize) -> Option<usize> {
        let at = self.pieces.partition_point(|(piece, _)| piece.end <= byte);
        let (piece, from) = self.pieces.get(at).filter(|(piece, _)| piece.start <= byte)?;
        Some(from + byte - piece.start)
    }

    fn keep(&mut self, range: TextRange) {
        let range: Range<usize> = range.into();
        let start = self.text.len();
        self.text.push_str(&self.file[range.clone()]);
        self.pieces.push((start..self.text.len(), range.start));
    }

    /// What is not in the file. Spaces keep it apart from its neighbours.
    fn write(&mut self, text: &str) {
        self.text.push(' ');
        self.text.push_str(text);
        self.text.push(' ');
    }

    /// Leaves something out.
    fn lose(&mut self) {
        self.is_partial = true;
    }

    /// A function without what it does, which says nothing of its contract.
    fn function(&mut self, function: &ast::Fn) {
        self.attributes(function);
        let list = function.param_list().map(|list| list.syntax().clone());
        self.between(function, list.as_ref());
        self.write("(");
        let list = function.param_list();
        match &list {
            Some(list) => self.lose_if_broken(list.syntax()),
            None => self.lose(),
        }
        if let Some(own) = list.as_ref().and_then(ast::ParamList::self_param) {
            self.keep(own.syntax().text_range());
            self.write(",");
        }
        for param in list.into_iter().flat_map(|list| list.params()) {
            self.param(&param);
            self.write(",");
        }
        self.write(")");
        let body = function.body().and_then(|body| body.stmt_list());
        if body.is_none() {
            self.lose();
        }
        if let Some(returned) = function.ret_type() {
            // Without a body behind it, nothing says where it ends.
            match returned.ty().filter(|ty| body.is_some() && parses::<syn::Type>(ty)) {
                Some(_) => self.keep(returned.syntax().text_range()),
                None => {
                    self.write("-> _");
                    self.half(returned.syntax());
                }
            }
        }
        if let Some(bounds) = support_where(function.syntax()) {
            match parses::<syn::WhereClause>(&bounds) {
                true => self.keep(bounds.syntax().text_range()),
                false => self.lose(),
            }
        }
        for (brace, made_up) in [
            (body.as_ref().and_then(ast::StmtList::l_curly_token), "{"),
            (body.as_ref().and_then(ast::StmtList::r_curly_token), "}"),
        ] {
            match brace {
                Some(brace) => self.keep(brace.text_range()),
                None => self.write(made_up),
            }
        }
    }

    fn param(&mut self, param: &ast::Param) {
        let is_read = |param: &ast::Param| syn::parse_str::<syn::FnArg>(&text(param)).is_ok();
        if is_read(param) && !is_conditional(param) && is_ended(param) {
            return self.keep(param.syntax().text_range());
        }
        self.half(param.syntax());
        match param.pat().filter(|pat| syn::Pat::parse_single.parse_str(&text(pat)).is_ok()) {
            Some(pat) => {
                self.keep(pat.syntax().text_range());
                self.write(": _");
            }
            None => self.write("_: _"),
        }
    }

    /// Everything in front of the fields: attributes, visibility, name, generics.
    fn head(&mut self, item: &impl HasAttrs, fields: Option<&SyntaxNode>) {
        self.attributes(item);
        self.between(item, fields);
        if fields.is_none() {
            self.lose();
        }
    }

    /// What stands between the attributes of an item and a part of it.
    fn between(&mut self, item: &impl HasAttrs, part: Option<&SyntaxNode>) {
        let range = item.syntax().text_range();
        let start = item.attrs().last().map_or(range.start(), |last| last.syntax().text_range().end());
        let end = part.map_or(range.end(), |part| part.text_range().start());
        let written = TextRange::new(start.min(end), end);
        // What is written behind an item without fields may be anything.
        let kept = match part {
            Some(_) => written,
            None => TextRange::new(start, name_end(item.syntax()).unwrap_or(start).max(start)),
        };
        self.keep(kept);
    }

    fn attributes(&mut self, item: &impl HasAttrs) {
        for attribute in item.attrs() {
            match syn::Attribute::parse_outer.parse_str(&text(&attribute)) {
                Ok(_) => {
                    self.keep(attribute.syntax().text_range());
                    self.text.push('\n');
                }
                Err(_) => self.lose(),
            }
        }
    }

    fn fields(&mut self, list: Option<ast::FieldList>) {
        match list {
            Some(ast::FieldList::RecordFieldList(list)) => {
                self.write("{");
                list.fields().for_each(|field| self.field(&field));
                self.lose_if_broken(list.syntax());
                self.write("}");
            }
            Some(ast::FieldList::TupleFieldList(list)) => {
                self.write("(");
                for field in list.fields() {
                    match syn::Field::parse_unnamed.parse_str(&text(&field)) {
                        Ok(_) if !is_conditional(&field) && is_ended(&field) => {
                            self.keep(field.syntax().text_range());
                        }
                        _ => {
                            self.half(field.syntax());
                            self.write("_");
                        }
                    }
                    self.write(",");
                }
                self.lose_if_broken(list.syntax());
                self.write(")");
            }
            None => {}
        }
    }

    fn field(&mut self, field: &ast::RecordField) {
        if is_conditional(field) {
            return self.lose();
        }
        if syn::Field::parse_named.parse_str(&text(field)).is_ok() && is_ended(field) {
            self.keep(field.syntax().text_range());
        } else if let Some(name) = field.name() {
            self.half(field.syntax());
            self.attributes(field);
            if let Some(visibility) = field.visibility().filter(parses::<syn::Visibility>) {
                self.keep(visibility.syntax().text_range());
                self.text.push(' ');
            }
            self.keep(name.syntax().text_range());
            self.write(": _");
        } else {
            return self.lose();
        }
        self.write(",");
    }

    fn variant(&mut self, variant: &ast::Variant) {
        if is_conditional(variant) {
            return self.lose();
        }
        if parses::<syn::Variant>(variant) && !has_conditional(variant.syntax()) && is_ended(variant) {
            self.keep(variant.syntax().text_range());
        } else if let Some(name) = variant.name() {
            self.half(variant.syntax());
            self.attributes(variant);
            self.keep(name.syntax().text_range());
            self.fields(variant.field_list());
        } else {
            return self.lose();
        }
        self.write(",");
    }

    fn half(&mut self, node: &SyntaxNode) {
        self.half.push(node.text_range().into());
        self.lose();
    }

    /// What stands in a list and is none of its elements is left out, and a list without its end may go on.
    fn lose_if_broken(&mut self, list: &SyntaxNode) {
        let ends = |kind| matches!(kind, SyntaxKind::R_CURLY | SyntaxKind::R_PAREN);
        let is_ended = list.last_child_or_token().is_some_and(|last| ends(last.kind()));
        if !is_ended || list.children().any(|child| child.kind() == SyntaxKind::ERROR) {
            self.lose();
        }
    }
}

fn text(node: &impl AstNode) -> String {
    node.syntax().text().to_string()
}

fn parses<T: syn::parse::Parse>(node: &impl AstNode) -> bool {
    syn::parse_str::<T>(&text(node)).is_ok()
}

/// Whether something stands behind an element in its list. Otherwise the element may go on where the text ends.
fn is_ended(element: &impl AstNode) -> bool {
    let mut behind = element.syntax().siblings_with_tokens(Direction::Next).skip(1);
    behind.any(|it| !it.kind().is_trivia())
}

/// Whether all of an item stands in what is compiled, whatever is configured, and can be read.
fn is_whole(node: &SyntaxNode) -> bool {
    syn::parse_str::<syn::Item>(&node.text().to_string()).is_ok() && !has_conditional(node)
}

/// Whether a part of an item is there only sometimes.
fn has_conditional(node: &SyntaxNode) -> bool {
    node.descendants()
        .skip(1)
        .filter_map(ast::Attr::cast)
        .any(|attribute| attribute.syntax().parent().as_ref() != Some(node) && condition(&attribute))
}

/// Whether something is there only sometimes, or something on it.
fn is_conditional(node: &impl HasAttrs) -> bool {
    node.attrs().any(|attribute| condition(&attribute))
}

fn condition(attribute: &ast::Attr) -> bool {
    attribute.simple_name().is_some_and(|name| name == "cfg" || name == "cfg_attr")
}

fn support_where(node: &SyntaxNode) -> Option<ast::WhereClause> {
    node.children().find_map(ast::WhereClause::cast)
}

/// Where the name of an item ends, with its generics.
fn name_end(node: &SyntaxNode) -> Option<ra_ap_syntax::TextSize> {
    let named = |child: &SyntaxNode| {
        ast::Name::can_cast(child.kind()) || ast::GenericParamList::can_cast(child.kind())
    };
    let last = node.children().filter(named).last();
    last.map(|child| child.text_range().end()).or_else(|| {
        let first = node.children_with_tokens().find_map(NodeOrToken::into_token)?;
        Some(first.text_range().end())
    })
}
