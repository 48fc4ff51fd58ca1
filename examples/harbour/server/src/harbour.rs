//! What the server remembers: enough for an example, gone when it ends.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::berths::{Berth, Quay};

/// The state of the server.
#[derive(Clone, Default)]
pub struct Harbour(Arc<Mutex<State>>);

pub(crate) struct State {
    pub(crate) berths: Vec<Berth>,
    /// Who has booked a berth, by the berth's name.
    pub(crate) bookings: BTreeMap<String, String>,
    pub(crate) ships: u32,
}

impl Harbour {
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for State {
    fn default() -> Self {
        let berth = |name: &str, quay, length| Berth { name: name.to_owned(), quay, length, free: true };
        Self {
            berths: vec![
                berth("n1", Quay::North, 40.0),
                berth("n2", Quay::North, 12.5),
                berth("e1", Quay::EastMole, 90.0),
            ],
            bookings: BTreeMap::new(),
            ships: 0,
        }
    }
}
