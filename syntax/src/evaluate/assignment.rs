//! Assignments, and the places they name.

use oxc_ast::ast::{
    AssignmentExpression, AssignmentOperator, AssignmentTarget, AssignmentTargetMaybeDefault,
    AssignmentTargetProperty, Expression, MemberExpression,
};
use oxc_span::GetSpan;

use super::expression::property_name;
use super::variable::Key;
use super::{Evaluator, MODULE_EXPORTS};
use crate::static_value::{MAX_DEPTH, Static, Unknown};

impl<'a> Evaluator<'a> {
    pub(super) fn assignment(
        &mut self,
        assignment: &'a AssignmentExpression<'a>,
        scope: usize,
    ) -> Static<'a> {
        let right = self.expression(&assignment.right, scope);
        let value = match assignment.operator {
            AssignmentOperator::Assign => right,
            operator => {
                let old = match &assignment.left {
                    AssignmentTarget::AssignmentTargetIdentifier(name) => {
                        Some(self.read(name.name.as_str(), scope, name.span))
                    }
                    _ => None,
                };
                match (operator, old) {
                    (AssignmentOperator::Addition, Some(old)) => self.add(&old, &right, assignment.span),
                    _ => Static::unknown(self.at_run_time(assignment.span), assignment.span),
                }
            }
        };
        match &assignment.left {
            AssignmentTarget::AssignmentTargetIdentifier(name) => {
                let shares = self.shared_variable(&assignment.right, scope);
                self.assign(name.name.as_str(), value.clone(), scope, shares);
            }
            target => self.assign_target(target, &value, scope),
        }
        value
    }

    /// Assigns to whatever stands left of a `=`. What a pattern takes out of the value becomes unknown.
    pub(super) fn assign_target(
        &mut self,
        target: &'a AssignmentTarget<'a>,
        value: &Static<'a>,
        scope: usize,
    ) {
        let mut targets = Vec::new();
        match target {
            AssignmentTarget::AssignmentTargetIdentifier(name) => {
                self.assign(name.name.as_str(), value.clone(), scope, None);
            }
            AssignmentTarget::ArrayAssignmentTarget(array) => {
                let elements = array.elements.iter().flatten();
                targets.extend(elements.filter_map(without_default));
                targets.extend(array.rest.iter().map(|rest| &rest.target));
            }
            AssignmentTarget::ObjectAssignmentTarget(object) => {
                for property in &object.properties {
                    match property {
                        AssignmentTargetProperty::AssignmentTargetPropertyIdentifier(property) => {
                            let part = Static::unknown(self.at_run_time(property.span), property.span);
                            self.assign(property.binding.name.as_str(), part, scope, None);
                        }
                        AssignmentTargetProperty::AssignmentTargetPropertyProperty(property) => {
                            targets.extend(without_default(&property.binding));
                        }
                    }
                }
                targets.extend(object.rest.iter().map(|rest| &rest.target));
            }
            target => {
                if let Some(member) = target.as_member_expression() {
                    self.assign_member(member, value, scope);
                }
            }
        }
        if self.depth > MAX_DEPTH {
            return;
        }
        self.depth += 1;
        for target in targets {
            let part = Static::unknown(self.at_run_time(target.span()), target.span());
            self.assign_target(target, &part, scope);
        }
        self.depth -= 1;
    }

    pub(super) fn assign_member(
        &mut self,
        member: &'a MemberExpression<'a>,
        value: &Static<'a>,
        scope: usize,
    ) {
        let Some((name, path)) = self.member_path(member, scope) else { return };
        if name == MODULE_EXPORTS && path.is_empty() {
            self.assign_module_exports(value.clone());
        } else {
            self.assign_path(name, &path, value, scope);
        }
    }

    /// The variable and the way from it to the part that an expression such as `config.experimental.x` names.
    pub(super) fn path(
        &mut self,
        expression: &'a Expression<'a>,
        scope: usize,
    ) -> Option<(&'a str, Vec<Key>)> {
        match expression {
            Expression::Identifier(name) => Some((name.name.as_str(), Vec::new())),
            other => self.member_path(other.as_member_expression()?, scope),
        }
    }

    fn member_path(&mut self, member: &'a MemberExpression<'a>, scope: usize) -> Option<(&'a str, Vec<Key>)> {
        let mut path = Vec::new();
        let mut member = member;
        loop {
            let (object, key) = match member {
                MemberExpression::StaticMemberExpression(member) => {
                    (&member.object, Key::Name(member.property.name.as_str().into()))
                }
                MemberExpression::ComputedMemberExpression(member) => {
                    let key = self.expression(&member.expression, scope);
                    let key = match property_name(&key) {
                        Some(name) => Key::Name(name),
                        None => {
                            let why = format!(
                                "`{}` may set it, and the key is known only at run time",
                                self.snippet(member.span)
                            );
                            Key::Unknown(Unknown::new(why, member.span))
                        }
                    };
                    (&member.object, key)
                }
                MemberExpression::PrivateFieldExpression(_) => return None,
            };
            path.push(key);
            match object {
                Expression::Identifier(name) => {
                    path.reverse();
                    let name = name.name.as_str();
                    let is_declared = self.find(name, scope).is_some();
                    return match (name, path.first()) {
                        ("module", Some(Key::Name(first))) if !is_declared && &**first == "exports" => {
                            path.remove(0);
                            Some((MODULE_EXPORTS, path))
                        }
                        ("exports", _) if !is_declared => Some((MODULE_EXPORTS, path)),
                        _ => Some((name, path)),
                    };
                }
                other => member = other.as_member_expression()?,
            }
        }
    }
}

fn without_default<'a>(target: &'a AssignmentTargetMaybeDefault<'a>) -> Option<&'a AssignmentTarget<'a>> {
    match target {
        AssignmentTargetMaybeDefault::AssignmentTargetWithDefault(target) => Some(&target.binding),
        other => other.as_assignment_target(),
    }
}
