//! The papers as somebody gets them: what stands on them, how they look, and what nobody can do to them.

mod eyes;
mod form;
mod hostile;
mod made_up;
mod sheet;
