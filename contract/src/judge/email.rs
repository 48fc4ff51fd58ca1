//! E-mail addresses, as HTML's `<input type="email">` takes them:
//! <https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address>

/// Whether a text is an e-mail address of at most 64 characters before the `@` and 255 after it (RFC 5321, 4.5.3.1).
pub(super) fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(local, domain)| is_local(local) && is_domain(domain))
}

fn is_local(local: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    (1..=64).contains(&local.len()) && local.bytes().all(is_plain)
}

/// Labels of 1 to 63 letters, digits and hyphens, the first and last of which is no hyphen.
fn is_domain(domain: &str) -> bool {
    domain.len() <= 255 && domain.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}
