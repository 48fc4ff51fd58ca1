//! Questions that many readers of the facts ask.

use super::{
    BindingId, BindingKind, Declaration, ExportKind, ExprId, ExprKind, Facts, FunctionId, Hold, Id as _,
    ImportId, Imported, Name, Node, PatternId, PatternKind, Request, RequestId, RequestKind, Statement,
    StatementId, TypeId,
};

/// Where the value of an expression comes from, if it is (a member of) something imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin<'f> {
    /// The import.
    pub import: ImportId,
    /// Where it is imported from.
    pub request: RequestId,
    /// The specifier it is imported from, as written.
    pub specifier: &'f str,
    /// The export that is meant: the imported name, or the member that is read of a namespace. None where a
    /// namespace is used as a whole.
    pub export: Option<&'f str>,
    /// The member that is read of a *default* import, as in `React.useState`: what it is called where the default
    /// export is the module itself, which is how React and other CommonJS packages are imported.
    pub member_of_default: Option<&'f str>,
}

/// A name that is bound to nothing in the file.
#[derive(Debug, Clone, Copy)]
pub struct Global<'f> {
    /// The name.
    pub name: &'f str,
    /// The expression.
    pub expr: ExprId,
}

impl<H: Hold> Facts<H> {
    /// The text of the specifier of a request.
    #[must_use]
    pub fn specifier(&self, request: RequestId) -> &str {
        &self[self[request].specifier]
    }

    /// The names that a pattern binds.
    #[must_use]
    pub fn bound_by(&self, pattern: PatternId) -> Vec<BindingId> {
        let mut bound = Vec::new();
        let mut open = vec![pattern];
        while let Some(pattern) = open.pop() {
            match self[pattern].kind {
                PatternKind::Binding(binding) => bound.push(binding),
                PatternKind::Object { properties, rest } => {
                    open.extend(self[properties].iter().map(|property| property.value));
                    open.extend(rest);
                }
                PatternKind::Array { elements, rest } => {
                    open.extend(self[elements].iter().map(|(_, element)| *element));
                    open.extend(rest);
                }
                PatternKind::Default { pattern, .. } => open.push(pattern),
                PatternKind::Place(_) | PatternKind::Other => {}
            }
        }
        bound
    }

    /// The expressions that read or write a binding, in the order of the text. What names it in a type is not one.
    #[must_use]
    pub fn references(&self, binding: BindingId) -> impl ExactSizeIterator<Item = ExprId> + '_ {
        self.references.of(binding).iter().copied()
    }

    /// What types can name of a binding, and the overloads of a function, in the order of the text.
    pub fn declarations(&self, binding: BindingId) -> impl ExactSizeIterator<Item = Declaration> + '_ {
        let start = self.declarations.partition_point(|(other, _)| *other < binding);
        let end = self.declarations.partition_point(|(other, _)| *other <= binding);
        self.declarations[start..end].iter().map(|(_, declaration)| *declaration)
    }

    /// The type arguments that are given to a call, a `new` or `f<T>`: `T` of `f<T>()`.
    #[must_use]
    pub fn type_arguments(&self, expr: ExprId) -> &[TypeId] {
        let found = self.given_types.binary_search_by_key(&expr, |(expr, _)| *expr);
        found.map_or(&[], |index| &self[self.given_types[index].1])
    }

    /// Whether a binding is used at run time: read by an expression, or exported as a value.
    #[must_use]
    pub fn is_used_as_value(&self, binding: BindingId) -> bool {
        self.references(binding).len() > 0 || self.exports.iter().any(|export| {
            !export.type_only
                && matches!(export.kind, ExportKind::Local { binding: Some(local), .. } if local == binding)
        })
    }

    /// Whether nothing of a request is left when the types are gone. TypeScript erases an import whose names are
    /// all unused or used only as types; in JavaScript nothing is erased.
    #[must_use]
    pub fn is_erased(&self, request: RequestId) -> bool {
        let Request { kind, type_only, .. } = self[request];
        if type_only || kind == RequestKind::Type {
            return true;
        }
        if kind != RequestKind::Import || !self.kind.typescript {
            return false;
        }
        let mut names = self.imports.iter().filter(|import| import.request == request).peekable();
        names.peek().is_some() && names.all(|import| import.type_only || !self.is_used_as_value(import.local))
    }

    /// What it passes on as a whole, `export * from 'a'`, in the order of the text.
    pub fn stars(&self) -> impl Iterator<Item = RequestId> {
        self.exports.iter().filter_map(|export| match export.kind {
            ExportKind::All { request } => Some(request),
            _ => None,
        })
    }

    /// The names that are bound to nothing, in the order of the text.
    pub fn globals(&self) -> impl Iterator<Item = Global<'_>> {
        self.globals.iter().filter_map(|expr| match self[*expr].kind {
            ExprKind::Name { name, binding: None } => Some(Global { name: &self[name], expr: *expr }),
            _ => None,
        })
    }

    /// The expression without what changes only its type: `x as T`, `x!`, `x satisfies T`.
    #[must_use]
    pub fn without_types(&self, mut expr: ExprId) -> ExprId {
        loop {
            expr = match self[expr].kind {
                ExprKind::As { value, .. }
                | ExprKind::Satisfies { value, .. }
                | ExprKind::NonNull(value)
                | ExprKind::Instantiation(value) => value,
                _ => return expr,
            };
        }
    }

    /// An expression and all those in it, also those of functions in it.
    pub fn parts(&self, expr: ExprId) -> impl Iterator<Item = ExprId> + '_ {
        let whole = self[expr].span;
        // What stands in an expression comes right after it.
        let rest = self.exprs.iter_ids().skip(expr.index());
        rest.map(|(id, part)| (id, part.span))
            .take_while(move |(_, span)| whole.contains(*span))
            .map(|(id, _)| id)
    }

    /// What an expression stands in, past what changes only its type.
    #[must_use]
    pub fn parent(&self, expr: ExprId) -> Node {
        let mut node = self[expr].parent();
        while let Node::Expr(outer) = node
            && matches!(
                self[outer].kind,
                ExprKind::As { .. }
                    | ExprKind::Satisfies { .. }
                    | ExprKind::NonNull(_)
                    | ExprKind::Instantiation(_)
            )
        {
            node = self[outer].parent();
        }
        node
    }

    /// What a node stands in.
    #[must_use]
    pub fn parent_of(&self, node: Node) -> Node {
        match node {
            Node::File => Node::File,
            Node::Expr(expr) => self[expr].parent(),
            Node::Statement(statement) => self[statement].parent(),
            Node::Declarator(declarator) => self[declarator].parent(),
            Node::Pattern(pattern) => self[pattern].parent(),
            Node::Function(function) => self[function].parent(),
            Node::Class(class) => self[class].parent(),
            Node::Jsx(jsx) => Node::Expr(self[jsx].expr),
        }
    }

    /// The node, what it stands in, and so on up to the top of the file, which is left out.
    pub fn ancestors(&self, node: Node) -> impl Iterator<Item = Node> + '_ {
        std::iter::successors(Some(node), |node| Some(self.parent_of(*node)))
            .take_while(|node| *node != Node::File)
    }

    /// The function in which a node stands; none at the top of the file. The expressions of a class body count as
    /// standing where the class stands, unless they are in a method.
    #[must_use]
    pub fn function_of(&self, mut node: Node) -> Option<FunctionId> {
        loop {
            if let Node::Expr(expr) = node {
                return self.function_around(expr);
            }
            node = self.parent_of(node);
            match node {
                Node::File => return None,
                Node::Function(function) => return Some(function),
                _ => {}
            }
        }
    }

    /// The function in which an expression stands: the last one that begins before it, or one around that.
    fn function_around(&self, expr: ExprId) -> Option<FunctionId> {
        let begun = self.extents.partition_point(|extent| extent.start <= expr);
        let mut function = begun.checked_sub(1).map(FunctionId::new);
        while let Some(inner) = function
            && self.extents[inner.index()].end <= expr
        {
            function = self.extents[inner.index()].outer;
        }
        function
    }

    /// The statement in which a node stands.
    #[must_use]
    pub fn statement_of(&self, node: Node) -> Option<(StatementId, &Statement)> {
        self.ancestors(node).find_map(|node| match node {
            Node::Statement(statement) => Some((statement, &self[statement])),
            _ => None,
        })
    }

    /// The statement at the top of the file in which a node stands.
    #[must_use]
    pub fn top_statement_of(&self, node: Node) -> Option<StatementId> {
        if let Node::Expr(expr) = node {
            let begun = self.tops.partition_point(|first| *first <= expr);
            return begun.checked_sub(1).map(|last| self[self.body][last]);
        }
        let statements = self.ancestors(node).filter_map(|node| match node {
            Node::Statement(statement) => Some(statement),
            _ => None,
        });
        statements.last()
    }

    /// What an expression is, if it is (a member of) something imported: of `useState`, `R.useState` and `x.y`
    /// alike. A name that is bound to a `const` whose value is one is not followed.
    #[must_use]
    pub fn origin(&self, expr: ExprId) -> Option<Origin<'_>> {
        let expr = self.without_types(expr);
        match self[expr].kind {
            ExprKind::Name { binding: Some(binding), .. } => {
                let BindingKind::Import(import) = self[binding].kind else { return None };
                let export = match self[import].imported {
                    Imported::Name(name) => Some(&self[name]),
                    Imported::Namespace => None,
                };
                Some(self.origin_of(import, export, None))
            }
            ExprKind::Member { object, property, .. } => {
                let object = self.without_types(object);
                let ExprKind::Name { binding: Some(binding), .. } = self[object].kind else { return None };
                let BindingKind::Import(import) = self[binding].kind else { return None };
                match self[import].imported {
                    Imported::Namespace => Some(self.origin_of(import, Some(&self[property]), None)),
                    Imported::Name(name) if &self[name] == "default" => {
                        Some(self.origin_of(import, Some("default"), Some(&self[property])))
                    }
                    Imported::Name(_) => None,
                }
            }
            _ => None,
        }
    }

    fn origin_of<'f>(
        &'f self,
        import: ImportId,
        export: Option<&'f str>,
        member_of_default: Option<&'f str>,
    ) -> Origin<'f> {
        let request = self[import].request;
        Origin { import, request, specifier: self.specifier(request), export, member_of_default }
    }

    /// Whether an expression is `name` of the package `specifier`, however it was imported: by its name, under
    /// another name, as a member of the namespace or of the default export.
    #[must_use]
    pub fn is_import_of(&self, expr: ExprId, specifier: &str, name: &str) -> bool {
        self.origin(expr).is_some_and(|origin| {
            origin.specifier == specifier
                && (origin.member_of_default == Some(name)
                    || (origin.member_of_default.is_none() && origin.export == Some(name)))
        })
    }

    /// The names of `a.b.c`, if its first is bound to nothing in the file: a path into a global. None for any other
    /// expression.
    #[must_use]
    pub fn member_path(&self, expr: ExprId) -> Option<Vec<&str>> {
        let mut names = Vec::new();
        let mut expr = self.without_types(expr);
        loop {
            match self[expr].kind {
                ExprKind::Member { object, property, .. } => {
                    names.push(&self[property]);
                    expr = self.without_types(object);
                }
                ExprKind::Name { name, binding: None } => {
                    names.push(&self[name]);
                    names.reverse();
                    return Some(names);
                }
                _ => return None,
            }
        }
    }

    /// The value of an expression that is a string, or a template without placeholders.
    #[must_use]
    pub fn string(&self, expr: ExprId) -> Option<&str> {
        match self[self.without_types(expr)].kind {
            ExprKind::String(text) | ExprKind::Text(text) => Some(&self[text]),
            _ => None,
        }
    }

    /// The export of a name, if the file has one itself; what `export *` adds is not looked at.
    #[must_use]
    pub fn export(&self, name: &str) -> Option<&super::Export> {
        let name: Name = self.names.find(name)?;
        self.exports.iter().find(|export| export.name == Some(name))
    }

    /// The `import()` or `require()` behind a request; none for the other kinds of request.
    #[must_use]
    pub fn loading_call(&self, request: &Request) -> Option<ExprId> {
        if !request.kind.is_call() {
            return None;
        }
        let is_call = |kind| matches!(kind, ExprKind::Import { .. } | ExprKind::Call { .. });
        let mut exprs = self.exprs.iter_ids();
        exprs.find(|(_, expr)| expr.span == request.span && is_call(expr.kind)).map(|(id, _)| id)
    }

    /// Whether a function has a directive of that text at the start of its body.
    #[must_use]
    pub fn function_has_directive(&self, function: FunctionId, text: &str) -> bool {
        self[self[function].directives].iter().any(|directive| &self[directive.text] == text)
    }

    /// Whether the file has a directive of that text at its start.
    #[must_use]
    pub fn has_directive(&self, text: &str) -> bool {
        match text {
            "use client" => self.sides.client,
            "use server" => self.sides.server,
            _ => self.states(text),
        }
    }

    /// Whether a directive of that text is among those at its start.
    pub(crate) fn states(&self, text: &str) -> bool {
        self.directives.iter().any(|directive| &self[directive.text] == text)
    }

    /// The `try` statement behind an id.
    #[must_use]
    pub fn try_of(&self, id: super::TryId) -> &super::Try {
        &self.tries[id]
    }
}
