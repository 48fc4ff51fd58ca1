//! What a macro comes to.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Error;

use crate::errors::Errors;
use crate::mistake::Mistake;

/// What a macro writes, and what it has to say.
#[derive(Debug, Default)]
pub struct Expansion {
    /// What it writes; after a mistake, what keeps the compiler from saying more.
    pub tokens: TokenStream,
    /// What is wrong with the item, in the order of the checks.
    pub mistakes: Vec<Mistake>,
}

impl Expansion {
    pub(crate) fn new(tokens: TokenStream, errors: Errors) -> Self {
        Self { tokens, mistakes: errors.into_mistakes() }
    }

    /// For the compiler, where items may stand: each mistake is a `compile_error!` on its tokens.
    pub fn into_items(self) -> TokenStream {
        let Self { tokens, mistakes } = self;
        let errors = mistakes.into_iter().map(|mistake| mistake.error.into_compile_error());
        quote!(#(#errors)* #tokens)
    }

    /// For the compiler, where an expression stands.
    pub fn into_expression(self) -> TokenStream {
        let items = self.into_items();
        quote!({ #items })
    }
}

impl From<Error> for Expansion {
    fn from(error: Error) -> Self {
        Self::new(TokenStream::new(), error.into())
    }
}
