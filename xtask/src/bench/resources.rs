//! A contract of many resources, each with the five endpoints that a resource has, and code that calls each endpoint once.

use std::collections::BTreeMap;

use rutter_contract::{
    Body, BodyKind, Contract, Definition, Endpoint, Field, Format, IntegerWidth, Method, Object, Presence,
    Response, RouteParams, SearchParams, Type, UrlField,
};

/// How many endpoints a resource has.
pub(crate) const ENDPOINTS: usize = 5;

/// The error body of every endpoint.
const PROBLEM: &str = "rutter::problem::Problem";

/// A contract of so many resources.
pub(crate) fn contract(resources: usize) -> Contract {
    let mut contract = Contract::default();
    let problem = [("status", integer()), ("title", text()), ("detail", text().nullable()), ("type", text())];
    contract.types.insert(PROBLEM.to_owned(), definition("Problem", problem));
    for number in 0..resources {
        add(&mut contract, number);
    }
    contract.endpoints.sort_by(|a, b| (&a.pattern, a.method).cmp(&(&b.pattern, b.method)));
    contract
}

fn add(contract: &mut Contract, number: usize) {
    let path = |name: &str| format!("app::r{number}::{name}{number}");
    let to = |name: &str| Type::to(path(name));
    let sent = || {
        [
            ("name", text()),
            ("amount", Type::Number),
            ("email", text()),
            ("kind", to("Kind")),
            ("tags", list(text())),
        ]
    };
    let kept = [("id", integer()), ("created", Type::String { format: Some(Format::DateTime) })];
    let kind = Type::literal(["small", "medium", "large"]);
    contract.types.extend([
        (path("Item"), definition(&format!("Item{number}"), kept.into_iter().chain(sent()))),
        (path("NewItem"), definition(&format!("NewItem{number}"), sent())),
        (
            path("Page"),
            definition(&format!("Page{number}"), [("items", list(to("Item"))), ("total", integer())]),
        ),
        (
            path("Kind"),
            Definition { name: format!("Kind{number}"), doc: None, request: kind, response: None },
        ),
    ]);
    let (all, one) = (format!("/api/items{number}"), format!("/api/items{number}/[id]"));
    let fields = vec![UrlField::new("id", integer())];
    contract.params.insert(path("Path"), RouteParams { pattern: one.clone(), app: None, fields });
    let page = UrlField::new("page", integer()).presence(Presence::Optional);
    let query = UrlField::new("query", text()).presence(Presence::Optional);
    contract
        .search
        .insert(path("Search"), SearchParams { pattern: None, app: None, fields: vec![page, query] });

    let (item, page) = (to("Item"), to("Page"));
    let body = Some(Body { kind: BodyKind::Json, ty: to("NewItem") });
    let mut endpoint =
        |pattern: &String, method, verb: &str, body: Option<Body>, answer: (u16, Option<Type>)| {
            let refusals = [400, 404, 422].map(|status| (status, response(Some(Type::to(PROBLEM)))));
            contract.endpoints.push(Endpoint {
                pattern: pattern.clone(),
                method,
                name: format!("{verb}_item{number}"),
                doc: None,
                params: (pattern == &one).then(|| path("Path")),
                search: (verb == "list").then(|| path("Search")),
                body,
                responses: [(answer.0, response(answer.1))].into_iter().chain(refusals).collect(),
            });
        };
    endpoint(&all, Method::Get, "list", None, (200, Some(page)));
    endpoint(&all, Method::Post, "create", body.clone(), (201, Some(item.clone())));
    endpoint(&one, Method::Get, "get", None, (200, Some(item.clone())));
    endpoint(&one, Method::Put, "replace", body, (200, Some(item)));
    endpoint(&one, Method::Delete, "remove", None, (204, None));
}

fn definition<'n>(name: &str, fields: impl IntoIterator<Item = (&'n str, Type)>) -> Definition {
    let fields = fields.into_iter().map(|(name, ty)| Field::new(name, ty)).collect();
    Definition {
        name: name.to_owned(),
        doc: None,
        request: Type::Object(Object::new(fields)),
        response: None,
    }
}

fn response(body: Option<Type>) -> Response {
    Response { bodies: body.into_iter().collect() }
}

fn text() -> Type {
    Type::String { format: None }
}

fn integer() -> Type {
    Type::Integer { width: IntegerWidth::U32, non_zero: false }
}

fn list(of: Type) -> Type {
    Type::List { of: Box::new(of), unique: false, count: None }
}

/// By which client the calls are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Client {
    /// Rutter's.
    Rutter,
    /// `openapi-fetch`, with the types of `openapi-typescript`.
    OpenApi,
}

/// A file for each two resources, which calls each of their endpoints once and uses what comes of it.
pub(crate) fn calls(resources: usize, client: Client) -> BTreeMap<String, String> {
    let numbers: Vec<usize> = (0..resources).collect();
    let file = |numbers: &[usize]| -> String {
        let import = match client {
            Client::Rutter => {
                let names = |n: &usize| {
                    ["list", "create", "get", "replace", "remove"]
                        .map(|verb| format!("{verb}Item{n}"))
                        .join(", ")
                };
                let names: Vec<String> = numbers.iter().map(names).collect();
                format!("import {{ {} }} from \"../rutter/api.gen\";\n", names.join(", "))
            }
            Client::OpenApi => "import { client } from \"../client\";\n".to_owned(),
        };
        import + &numbers.iter().map(|number| functions(*number, client)).collect::<String>()
    };
    numbers.chunks(2).map(|chunk| (format!("calls/calls-{}.ts", chunk[0]), file(chunk))).collect()
}

fn functions(number: usize, client: Client) -> String {
    let template = match client {
        Client::Rutter => RUTTER,
        Client::OpenApi => OPENAPI,
    };
    template.replace("NUMBER", &number.to_string())
}

const RUTTER: &str = r#"
export async function itemsNUMBER(id: number): Promise<unknown[]> {
  const body = { name: "a", amount: 1, email: "a@b.co", kind: "small", tags: [] } as const;
  const all = await listItemNUMBER({ search: { page: 2 } });
  const created = await createItemNUMBER({ body: { ...body, tags: ["a"] } });
  const one = await getItemNUMBER({ params: { id } });
  const replaced = await replaceItemNUMBER({ params: { id }, body: { ...body, tags: ["b"] } });
  const removed = await removeItemNUMBER({ params: { id } });
  return [
    all.ok ? all.data.items[0]?.name : all.status,
    created.ok ? created.data.id : created.status,
    one.ok ? one.data.kind : one.status === 404 ? one.error.title : undefined,
    replaced.ok ? replaced.data.tags : replaced.status,
    removed.ok ? removed.data : removed.status,
  ];
}
"#;

const OPENAPI: &str = r#"
export async function itemsNUMBER(id: number): Promise<unknown[]> {
  const body = { name: "a", amount: 1, email: "a@b.co", kind: "small", tags: [] } as const;
  const all = await client.GET("/api/itemsNUMBER", { params: { query: { page: 2 } } });
  const created = await client.POST("/api/itemsNUMBER", { body: { ...body, tags: ["a"] } });
  const one = await client.GET("/api/itemsNUMBER/{id}", { params: { path: { id } } });
  const replaced = await client.PUT("/api/itemsNUMBER/{id}", { params: { path: { id } }, body: { ...body, tags: ["b"] } });
  const removed = await client.DELETE("/api/itemsNUMBER/{id}", { params: { path: { id } } });
  return [
    all.data ? all.data.items[0]?.name : all.response.status,
    created.data ? created.data.id : created.response.status,
    one.data ? one.data.kind : one.error?.title,
    replaced.data ? replaced.data.tags : replaced.response.status,
    removed.response.ok ? removed.data : removed.response.status,
  ];
}
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contract_is_sound_and_each_endpoint_is_called() {
        let contract = contract(3);
        assert_eq!(Contract::parse(&contract.to_text()).unwrap(), contract);
        assert_eq!(contract.endpoints.len(), 3 * ENDPOINTS);
        for client in [Client::Rutter, Client::OpenApi] {
            let texts: String = calls(3, client).into_values().collect();
            assert_eq!(texts.matches("await ").count(), contract.endpoints.len());
        }
    }
}
