//! Values that are almost right: each is made of a right one by one to three small changes.

use serde_json::{Map, Value, json};

/// A generator of numbers that gives the same ones each time (xorshift64*, Vigna 2016).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, count: usize) -> usize {
        (self.next() >> 33) as usize % count
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// A value with some changes. `words` are keys and texts that mean something to some type.
pub(crate) fn mutated(value: &Value, words: &[String], random: &mut Random) -> Value {
    let mut value = value.clone();
    for _ in 0..=random.below(3) {
        let mut chosen = random.below(count(&value));
        change_at(&mut value, &mut chosen, words, random);
    }
    value
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(map) => map.values().map(count).sum::<usize>(),
        _ => 0,
    }
}

/// Changes the value that has this number, counted from the outside.
fn change_at(value: &mut Value, at: &mut usize, words: &[String], random: &mut Random) -> bool {
    if *at == 0 {
        *value = changed(value, words, random);
        return true;
    }
    *at -= 1;
    match value {
        Value::Array(items) => items.iter_mut().any(|item| change_at(item, at, words, random)),
        Value::Object(map) => map.values_mut().any(|item| change_at(item, at, words, random)),
        _ => false,
    }
}

fn changed(value: &Value, words: &[String], random: &mut Random) -> Value {
    if random.below(3) == 0 {
        return anything(words, random);
    }
    match value {
        Value::Object(map) if random.below(4) == 0 => listed(map, random),
        Value::Object(map) => Value::Object(changed_object(map.clone(), words, random)),
        Value::Array(items) => {
            let mut items = items.clone();
            match random.below(3) {
                0 => drop(items.pop()),
                1 => items.push(items.first().cloned().unwrap_or_else(|| anything(words, random))),
                _ => items.push(anything(words, random)),
            }
            Value::Array(items)
        }
        Value::String(text) => match random.below(3) {
            0 => Value::String(text.clone() + random.pick(words).as_str()),
            1 => Value::String(text.chars().skip(1).collect()),
            _ => json!({ text: null }),
        },
        Value::Number(number) => {
            let number = number.as_i64().unwrap_or_default();
            let near =
                [-1, 0, 1, 255, 256, number.wrapping_neg(), i64::from(i32::MAX) + 1, i64::from(u32::MAX) + 1];
            json!(random.pick(&near))
        }
        Value::Null | Value::Bool(_) => anything(words, random),
    }
}

/// The values alone, which serde also takes for structs; the last key first at times, because that is often the tag.
fn listed(map: &Map<String, Value>, random: &mut Random) -> Value {
    let mut values: Vec<Value> = map.values().cloned().collect();
    if random.below(2) == 0 {
        values.reverse();
    }
    Value::Array(values)
}

fn changed_object(mut map: Map<String, Value>, words: &[String], random: &mut Random) -> Map<String, Value> {
    let names: Vec<String> = map.keys().cloned().collect();
    let name = if names.is_empty() { String::new() } else { random.pick(&names).clone() };
    let other = random.pick(words).clone();
    match random.below(3) {
        0 => drop(map.remove(&name)),
        1 => {
            if let Some(value) = map.remove(&name) {
                map.insert(other, value);
            }
        }
        _ => drop(map.insert(other, anything(words, random))),
    }
    map
}

fn anything(words: &[String], random: &mut Random) -> Value {
    match random.below(14) {
        0 => Value::Null,
        1 => json!(random.below(2) == 0),
        2 => json!(random.below(300)),
        3 => json!(-1),
        4 => json!(1.0),
        5 => json!(1.5),
        6 => json!(u64::MAX),
        7 => json!(i64::MIN),
        8 => json!(""),
        9 => json!([]),
        10 => json!({}),
        11 => json!({ random.pick(words).as_str(): null }),
        12 => json!([1, random.pick(words)]),
        _ => json!(random.pick(words)),
    }
}
