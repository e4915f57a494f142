//! Settings from the environment: `BACKEND_SERVER__LISTEN` is `server.listen`.

use figment::value::{Dict, Map, Tag, Value};
use figment::{Error, Metadata, Profile, Provider};

const PREFIX: &str = "BACKEND_";
/// Names of that form that are not settings: the file to read, and where tests find the program.
const OTHERS: [&str; 2] = ["BACKEND_CONFIG", "BACKEND_BIN"];

/// Environment variables as a layer of the configuration.
pub(super) struct Environment {
    variables: Vec<(String, String)>,
    defaults: Value,
}

impl Environment {
    /// Takes the variables that are settings; `defaults` tells which kind of value a key has.
    pub(super) fn new(variables: impl IntoIterator<Item = (String, String)>, defaults: Value) -> Self {
        let is_setting = |name: &str| name.starts_with(PREFIX) && !OTHERS.contains(&name);
        let variables = variables.into_iter().filter(|(name, _)| is_setting(name)).collect();
        Self { variables, defaults }
    }

    /// A password of digits has to stay text, so only what is no text by default is read as something else.
    fn value(&self, path: &[String], raw: &str) -> Value {
        match self.defaults.find_ref(&path.join(".")) {
            None | Some(Value::String(..)) => Value::from(raw),
            Some(_) => raw.parse().unwrap_or_else(|never| match never {}),
        }
    }
}

impl Provider for Environment {
    fn metadata(&self) -> Metadata {
        Metadata::named("the environment").interpolater(|_, keys| variable_name(keys))
    }

    fn data(&self) -> Result<Map<Profile, Dict>, Error> {
        let mut settings = Dict::new();
        for (name, raw) in &self.variables {
            let rest = name.strip_prefix(PREFIX).unwrap_or(name);
            let path: Vec<String> = rest.to_ascii_lowercase().split("__").map(str::to_owned).collect();
            let value = self.value(&path, raw);
            if !insert(&mut settings, &path, value) {
                return Err(Error::from(format!("the variable {name} names a section and another one a key in it")));
            }
        }
        Ok(Map::from([(Profile::Default, settings)]))
    }
}

/// The variable of a key.
pub(super) fn variable_name<T: AsRef<str>>(path: &[T]) -> String {
    let parts: Vec<String> = path.iter().map(|part| part.as_ref().to_ascii_uppercase()).collect();
    format!("{PREFIX}{}", parts.join("__"))
}

fn insert(dict: &mut Dict, path: &[String], value: Value) -> bool {
    match path {
        [] => false,
        [last] => dict.insert(last.clone(), value).is_none(),
        [first, rest @ ..] => {
            let section = dict.entry(first.clone()).or_insert_with(|| Value::Dict(Tag::Default, Dict::new()));
            match section {
                Value::Dict(_, inner) => insert(inner, rest, value),
                _ => false,
            }
        }
    }
}
