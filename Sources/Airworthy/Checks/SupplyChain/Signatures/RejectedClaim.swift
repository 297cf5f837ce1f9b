/// One candidate that did not count, and why. Kept even when others suffice: it is how an attack is seen.
struct RejectedClaim: Sendable, Hashable {
    let fault: SignatureFault
    let origin: String
    let message: String
    /// It is, or says it is, a statement of another kind: to be expected beside a signed image, and no cause for
    /// a warning when a signature was found.
    var isOtherStatement = false
}
