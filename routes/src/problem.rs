//! What can be wrong with a route tree.

use std::fmt;

/// Something that Next refuses or silently ignores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which kind of problem; never changes its name.
    pub code: ProblemCode,
    /// What is wrong and why, in one or two sentences without a final period.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The files concerned, relative to the app's folder, ordered.
    pub files: Vec<String>,
}

/// How much a problem weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Some command of Next refuses the app.
    Error,
    /// Next goes on, but not as the file names promise.
    Warning,
}

macro_rules! problem_codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $severity:ident, $seen:literal;)+) => {
        /// The kinds of problems. The names are stable: configuration and suppressions may refer to them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum ProblemCode {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl ProblemCode {
            /// Every code, in the order of their documentation.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The code as users see it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// How much it weighs.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }

            /// What Next 16.4 does about it, as a sentence without a final period.
            pub fn in_next(self) -> &'static str {
                match self { $(Self::$variant => $seen,)+ }
            }

            /// What the problem is, in a sentence.
            pub fn summary(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+).trim_ascii(),)+ }
            }
        }
    };
}

problem_codes! {
    /// There is neither an `app` nor a `pages` folder with a file in it.
    NoRoutesFolder = "no-routes-folder", Error, "`next build`, `next dev` and `next typegen` stop";
    /// `app` and `pages` lie in different folders, one beside `next.config` and one in `src`.
    RouterFoldersApart = "router-folders-apart", Error, "`next build`, `next dev` and `next typegen` stop";
    /// A second `app` or `pages` folder in `src` is ignored, because one lies beside `next.config`.
    ShadowedFolder = "shadowed-folder", Warning, "Next ignores the folder without a word";
    /// An interception marker reaches above the root of the app.
    InterceptionTooShallow = "interception-too-shallow", Error, "`next build`, `next dev` and `next typegen` stop";
    /// An interception marker has no folder name after it.
    InterceptionWithoutTarget = "interception-without-target", Warning, "Next takes the folder for a route group";
    /// A path has the same interception marker twice.
    RepeatedInterceptionMarker = "repeated-interception-marker", Error, "`next build` stops; `next typegen` lists a route that does not exist";
    /// No page can be shown when the URL of an interception route is loaded directly.
    InterceptionWithoutPage = "interception-without-page", Error, "`next build` and `next dev` stop (strict route matching, on since 16.4)";
    /// A slot of a layout has a page for a URL for which another slot of the same layout has none and no default.
    IncompatibleSlots = "incompatible-slots", Error, "`next build` and `next dev` stop (strict route matching, on since 16.4)";
    /// A folder has slots and no layout that could show them.
    SlotsWithoutLayout = "slots-without-layout", Warning, "Turbopack builds the app and shows the slots nowhere; webpack takes them for slots all the same and may refuse the app";
    /// A page can never be shown, because every URL that it matches leaves some slot empty.
    UnreachablePage = "unreachable-page", Error, "`next build` and `next dev` stop (strict route matching, on since 16.4)";
    /// A slot has no `default` file, and some URL of its layout has no page in it.
    SlotWithoutDefault = "slot-without-default", Error, "`next build` stops since 16";
    /// Two routes differ only in the names of their params.
    AmbiguousRoutes = "ambiguous-routes", Error, "`next build` stops";
    /// A route and an optional catch-all below it match the same URL.
    SameSpecificity = "same-specificity", Error, "`next build` stops for the App Router; `next dev` and `next start` stop for both routers";
    /// A catch-all and an optional catch-all stand at the same level.
    CatchAllConflict = "catch-all-conflict", Error, "`next build` fails late and calls it a bug in Next.js; `next dev` and `next start` stop";
    /// Something follows a catch-all.
    CatchAllNotLast = "catch-all-not-last", Error, "`next build`, `next dev` and `next start` stop";
    /// The param of one level has different names in different routes.
    DifferentParamNames = "different-param-names", Error, "`next build` accepts it for the App Router; `next dev` and `next start` stop";
    /// A path has the same param name twice, or two names that differ only in punctuation.
    RepeatedParamName = "repeated-param-name", Error, "`next build`, `next dev` and `next start` stop";
    /// A param is written `[[name]]`.
    OptionalParam = "optional-param", Error, "`next build`, `next dev` and `next start` stop";
    /// A param has no name.
    EmptyParamName = "empty-param-name", Error, "`next build` stops";
    /// A param is written with the character `…` instead of three dots.
    EllipsisCharacter = "ellipsis-character", Error, "`next build`, `next dev` and `next start` stop";
    /// A param has more brackets than it needs.
    ExtraBrackets = "extra-brackets", Error, "`next build`, `next dev` and `next start` stop";
    /// A param's name starts with a period.
    LeadingPeriod = "leading-period", Error, "`next build`, `next dev` and `next start` stop";
    /// A folder's name cannot stand in a URL as it is, so no URL leads to it.
    UnreachableName = "unreachable-name", Warning, "Next builds the page and answers 404: it compares the name with the URL as the browser sends it (found with 16.4)";
    /// A segment holds a param among other text, and no segment of the route is a param by itself.
    PlainTextParam = "plain-text-param", Warning, "Next builds the route and answers it only letter for letter, brackets included";
    /// A file that describes params or search params has no page beside it.
    OrphanedCompanion = "orphaned-companion", Warning, "Next does not know such files; they are Rutter's own";
    /// A page and a route handler have the same URL.
    PageAndHandler = "page-and-handler", Error, "`next build` and `next dev` stop";
    /// Two route handlers have the same URL, for example in two groups.
    DuplicateHandler = "duplicate-handler", Error, "`next build` and `next dev` stop";
    /// A metadata file has the URL of a page, a route handler or another metadata file.
    MetadataConflict = "metadata-conflict", Error, "`next build` and `next dev` stop";
    /// Two pages have the same URL, for example in two groups.
    DuplicatePage = "duplicate-page", Error, "`next build` and `next dev` stop";
    /// The App Router and the Pages Router have a route for the same URL.
    RouterConflict = "router-conflict", Error, "`next build` and `next dev` stop";
    /// A file in `public` has the URL of a page of the Pages Router.
    PublicFileConflict = "public-file-conflict", Error, "`next build` stops";
    /// `public` holds a folder named `_next`.
    PublicNextFolder = "public-next-folder", Error, "`next build` stops";
    /// A page has no layout above it.
    NoRootLayout = "no-root-layout", Error, "`next build` stops; `next dev` writes a layout";
    /// Two files of the Pages Router have the same URL.
    DuplicatePagesFile = "duplicate-pages-file", Warning, "`next dev` warns; `next build` takes one of them";
    /// The name of a root param cannot be the name of a function.
    RootParamName = "root-param-name", Error, "`next typegen` writes a file that is no TypeScript, and `next build` then fails its type check";
    /// There are both a `proxy` and a `middleware` file.
    ProxyAndMiddleware = "proxy-and-middleware", Error, "`next build` and `next dev` stop";
    /// A `proxy`, `middleware` or `instrumentation` file does not lie beside the `app` or `pages` folder.
    MisplacedFile = "misplaced-file", Warning, "Next ignores the file without a word";
}

impl Problem {
    /// The severity of its code.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

impl fmt::Display for ProblemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
