//! What a comparison finds.

use serde::Serialize;

/// One difference between two contracts, and whom it breaks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// What has changed.
    pub subject: Subject,
    /// The place in the subject, as forms write names: `items[].price`; `*` stands for any key of a map, `(x)` for the
    /// variant `x`. Empty: the subject as a whole.
    pub at: String,
    /// Whether it breaks anyone.
    pub effect: Effect,
    /// Whom it is about.
    #[serde(rename = "for")]
    pub audience: Audience,
    /// What happened.
    pub code: Code,
    /// What was there, in words; `None` where nothing was.
    pub before: Option<String>,
    /// What is there now, in words; `None` where nothing is.
    pub after: Option<String>,
    /// What happened, in a sentence that does not name the subject.
    pub message: String,
    /// Why it is breaking or safe.
    pub why: String,
    /// Who uses the type, if the subject is one: `POST /api/posts body`.
    pub used_by: Vec<String>,
}

/// What a [`Change`] is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Subject {
    /// A route of a Next.js app.
    Route {
        /// The app.
        app: String,
        /// The route in Next's notation.
        pattern: String,
    },
    /// An endpoint of the Rust server.
    Endpoint {
        /// As HTTP writes it.
        method: &'static str,
        /// The path in Next's notation.
        pattern: String,
    },
    /// Search params that no endpoint has and that name no route.
    Search {
        /// The path of the struct in Rust.
        path: String,
    },
    /// A type with a name.
    Type {
        /// The name in other languages.
        name: String,
        /// The path in Rust.
        path: String,
    },
}

/// Whether a change breaks anyone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Effect {
    /// What was right before is wrong now, or means something else.
    Breaking,
    /// Everything that was right still is.
    Safe,
}

/// Whom a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Audience {
    /// Who sends requests and forms.
    Senders,
    /// Who reads responses.
    Readers,
    /// Who links to a route.
    Links,
    /// Code that names a generated type.
    Code,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $code:ident = $name:literal,)+) => {
        /// What happened. The name is stable: tools build on it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub enum Code {$(
            $(#[doc = $doc])+
            #[serde(rename = $name)]
            $code,
        )+}

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$code),+];

            /// The stable name: `field-removed`.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$code => $name,)+
                }
            }

            /// What it stands for, in one sentence.
            pub fn meaning(self) -> &'static str {
                let doc = match self {
                    $(Self::$code => concat!($($doc),+),)+
                };
                doc.trim_start()
            }
        }
    };
}

codes! {
    /// A route is gone.
    RouteRemoved = "route-removed",
    /// A route is at another path.
    RouteMoved = "route-moved",
    /// A route is new.
    RouteAdded = "route-added",
    /// A route is served by something else: a page was a handler, or the other way round.
    RouteKindChanged = "route-kind-changed",
    /// A param of a path has another name.
    ParamRenamed = "param-renamed",
    /// A param takes one segment where it took several, or the other way round.
    ParamKindChanged = "param-kind-changed",
    /// An endpoint is gone.
    EndpointRemoved = "endpoint-removed",
    /// An endpoint is at another path.
    EndpointMoved = "endpoint-moved",
    /// The handler of an endpoint has another name.
    EndpointRenamed = "endpoint-renamed",
    /// An endpoint is new.
    EndpointAdded = "endpoint-added",
    /// A request has no body any more.
    BodyRemoved = "body-removed",
    /// A request has a body now.
    BodyAdded = "body-added",
    /// A body is JSON where it was a form, or the other way round.
    BodyKindChanged = "body-kind-changed",
    /// A status is no longer answered.
    StatusRemoved = "status-removed",
    /// A status is answered that was not before.
    StatusAdded = "status-added",
    /// A field, search param or param is gone.
    FieldRemoved = "field-removed",
    /// A field, search param or param is new.
    FieldAdded = "field-added",
    /// A field or search param has another name.
    FieldRenamed = "field-renamed",
    /// A second name of a field is no longer taken.
    AliasRemoved = "alias-removed",
    /// A second name of a field is taken.
    AliasAdded = "alias-added",
    /// What may be left out must be there.
    FieldRequired = "field-required",
    /// What was always there may be left out.
    FieldOptional = "field-optional",
    /// Leaving it out means another value.
    DefaultChanged = "default-changed",
    /// `null` is possible.
    NullAdded = "null-added",
    /// `null` is no longer possible.
    NullRemoved = "null-removed",
    /// A value is of another type.
    TypeChanged = "type-changed",
    /// A 64-bit integer is a text where it was a number, or the other way round.
    IntegerPolicyChanged = "integer-policy-changed",
    /// A type has another name in other languages.
    TypeRenamed = "type-renamed",
    /// What the generated modules export of an endpoint or a type has another name.
    ExportRenamed = "export-renamed",
    /// A type that nothing of the contract uses is gone.
    TypeRemoved = "type-removed",
    /// An enum has a name that it had not.
    ValueAdded = "value-added",
    /// An enum has no longer a name.
    ValueRemoved = "value-removed",
    /// A union has a variant that it had not.
    VariantAdded = "variant-added",
    /// A union has no longer a variant.
    VariantRemoved = "variant-removed",
    /// A rule is new, or takes less.
    RuleStricter = "rule-stricter",
    /// A rule is gone, or takes more.
    RuleLooser = "rule-looser",
    /// Translations of a rule's message are looked up under another key.
    RuleCodeChanged = "rule-code-changed",
    /// Unknown fields are treated in another way.
    UnknownFieldsChanged = "unknown-fields-changed",
    /// A list in a URL is written in another way.
    ListChanged = "list-changed",
    /// An empty text of a form means something else.
    EmptyChanged = "empty-changed",
    /// A value is shown again after a form was sent, or no longer is.
    SecretChanged = "secret-changed",
}

impl Effect {
    /// `breaking` or `safe`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Safe => "safe",
        }
    }

    pub(super) fn breaking(is: bool) -> Self {
        if is { Self::Breaking } else { Self::Safe }
    }
}

impl Audience {
    /// In the words of messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Senders => "senders",
            Self::Readers => "readers",
            Self::Links => "links",
            Self::Code => "code",
        }
    }
}
