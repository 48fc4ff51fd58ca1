//! Facts while a file is read: from lists that grow to lists that are kept.

use std::sync::{Arc, LazyLock};

use super::{CommonJs, Facts, Growing, List, Pools, Rare, Sides};

impl Facts<Growing> {
    /// A copy without room to spare.
    pub(crate) fn keep(&self) -> Facts {
        let pools = &self.pools;
        Facts {
            kind: self.kind,
            names: self.names.clone(),
            directives: self.directives.as_slice().into(),
            sides: self.sides,
            body: self.body,
            is_module: self.is_module,
            requests: self.requests.keep(),
            imports: self.imports.keep(),
            exports: self.exports.keep(),
            common_js: self.common_js,
            bindings: self.bindings.keep(),
            type_declarations: self.type_declarations.keep(),
            functions: self.functions.keep(),
            statements: self.statements.keep(),
            declarators: self.declarators.keep(),
            patterns: self.patterns.keep(),
            exprs: self.exprs.keep(),
            jsx: self.jsx.keep(),
            types: self.types.keep(),
            syntax_errors: self.syntax_errors.as_slice().into(),
            tries: self.tries.keep(),
            branches: self.branches.keep(),
            rare: self.rare.keep(),
            pools: Pools {
                exprs: pools.exprs.keep(),
                statements: pools.statements.keep(),
                declarators: pools.declarators.keep(),
                properties: pools.properties.keep(),
                attributes: pools.attributes.keep(),
                pattern_properties: pools.pattern_properties.keep(),
                pattern_elements: pools.pattern_elements.keep(),
                parameters: pools.parameters.keep(),
                types: pools.types.keep(),
                type_members: pools.type_members.keep(),
                names: pools.names.keep(),
            },
            extents: self.extents.as_slice().into(),
            tops: self.tops.as_slice().into(),
            references: self.references.keep(),
            declarations: self.declarations.as_slice().into(),
            globals: self.globals.as_slice().into(),
            given_types: self.given_types.as_slice().into(),
        }
    }

    /// Forgets what it states, and keeps the room for other facts.
    pub(crate) fn clear(&mut self) {
        self.body = List::default();
        self.common_js = CommonJs::default();
        self.syntax_errors.clear();
        self.requests.clear();
        self.imports.clear();
        self.exports.clear();
        self.bindings.clear();
        self.type_declarations.clear();
        self.functions.clear();
        self.statements.clear();
        self.declarators.clear();
        self.patterns.clear();
        self.exprs.clear();
        self.jsx.clear();
        self.types.clear();
        self.tries.clear();
        self.branches.clear();
        self.extents.clear();
        self.tops.clear();
        self.declarations.clear();
        self.references.clear();
        self.globals.clear();
        self.given_types.clear();
        self.directives.clear();
        self.sides = Sides::default();
        self.names.clear();
        self.rare.clear();
        let pools = &mut self.pools;
        pools.exprs.clear();
        pools.statements.clear();
        pools.declarators.clear();
        pools.properties.clear();
        pools.attributes.clear();
        pools.pattern_properties.clear();
        pools.pattern_elements.clear();
        pools.parameters.clear();
        pools.types.clear();
        pools.type_members.clear();
        pools.names.clear();
    }
}

/// What files share that have nothing of it.
static NOTHING_RARE: LazyLock<Arc<Rare>> = LazyLock::new(Arc::default);

impl Rare<Growing> {
    fn is_empty(&self) -> bool {
        self.stray_strings.is_empty()
            && self.suppressions.is_empty()
            && self.classes.is_empty()
            && self.namespaces.is_empty()
            && self.signatures.is_empty()
            && self.mapped.is_empty()
            && self.conditionals.is_empty()
            && self.enums.is_empty()
            && self.directives.is_empty()
            && self.class_members.is_empty()
            && self.type_parameters.is_empty()
            && self.signature_parameters.is_empty()
            && self.tuple_elements.is_empty()
            && self.enum_members.is_empty()
            && self.exports.is_empty()
    }

    fn keep(&self) -> Arc<Rare> {
        if self.is_empty() {
            return Arc::clone(&NOTHING_RARE);
        }
        Arc::new(Rare {
            stray_strings: self.stray_strings.as_slice().into(),
            suppressions: self.suppressions.as_slice().into(),
            classes: self.classes.keep(),
            namespaces: self.namespaces.keep(),
            signatures: self.signatures.keep(),
            mapped: self.mapped.keep(),
            conditionals: self.conditionals.keep(),
            enums: self.enums.keep(),
            directives: self.directives.keep(),
            class_members: self.class_members.keep(),
            type_parameters: self.type_parameters.keep(),
            signature_parameters: self.signature_parameters.keep(),
            tuple_elements: self.tuple_elements.keep(),
            enum_members: self.enum_members.keep(),
            exports: self.exports.keep(),
        })
    }

    fn clear(&mut self) {
        self.stray_strings.clear();
        self.classes.clear();
        self.namespaces.clear();
        self.suppressions.clear();
        self.signatures.clear();
        self.mapped.clear();
        self.conditionals.clear();
        self.enums.clear();
        self.directives.clear();
        self.class_members.clear();
        self.type_parameters.clear();
        self.signature_parameters.clear();
        self.tuple_elements.clear();
        self.enum_members.clear();
        self.exports.clear();
    }
}
