/// What ``SecretWindowCheck`` can find.
public enum SecretWindowCode: String, FindingCode {
    case expired
    case expiresInWindow = "expires-in-window"
    case notYetValid = "not-yet-valid"
    case rotationInWindow = "rotation-in-window"
    case ageExceeded = "age-exceeded"
    case revoked
    case chainInvalidAtEnd = "chain-invalid-at-end"
    case invalidTimes = "invalid-times"
    case absent
    case unknownExpiry = "unknown-expiry"
    case staleInventory = "stale-inventory"
    case unreadable
    case unsupported
    case unreachable
    case refused
    case limitedUses = "limited-uses"
    case trustEnds = "trust-ends"
    case uncoveredReference = "uncovered-reference"
    case dynamicReference = "dynamic-reference"
    case nothingRead = "nothing-read"
    case noCredentials = "no-credentials"
    case expiresSoon = "expires-soon"
    case reliesOnRenewal = "relies-on-renewal"
    case spareCertificate = "spare-certificate"

    /// What one finding of the code does to the answer.
    enum Weight {
        /// The release is not as required.
        case failure
        /// What was seen does not decide.
        case doubt
        /// Passes, and somebody should act.
        case warning
    }

    var weight: Weight {
        switch self {
        case .expired, .expiresInWindow, .notYetValid, .rotationInWindow, .ageExceeded, .revoked, .chainInvalidAtEnd,
            .invalidTimes, .absent, .refused, .trustEnds, .uncoveredReference:
            .failure
        case .unknownExpiry, .staleInventory, .unreadable, .unsupported, .unreachable, .limitedUses, .dynamicReference,
            .nothingRead, .noCredentials:
            .doubt
        case .expiresSoon, .reliesOnRenewal, .spareCertificate: .warning
        }
    }

    public var meaning: String {
        switch self {
        case .expired: "a credential has already expired when the release begins"
        case .expiresInWindow: "a credential expires while the release, its bake or a rollback still needs it"
        case .notYetValid: "a credential is not valid yet when the release begins"
        case .rotationInWindow:
            "a rotation is due while the credential is needed, without enough overlap of old and new"
        case .ageExceeded: "a credential is, or becomes inside the window, older than its `maxAge`"
        case .revoked: "a credential is revoked, or will be inside the window"
        case .chainInvalidAtEnd: "the certificate's chain does not lead to the given roots throughout the window"
        case .invalidTimes: "a credential's times contradict themselves, or are not times"
        case .absent: "a credential's file, or the inventory, is not there"
        case .unknownExpiry: "nothing says when a credential expires, and no age policy applies"
        case .staleInventory: "the inventory is older than `maxInventoryAge`, or from the future"
        case .unreadable: "a file cannot be read as the credential it should be, or the inventory as an inventory"
        case .unsupported: "a file is of a format, version or cipher that is not read here"
        case .unreachable: "the issuer of a credential cannot be asked, or does not say"
        case .refused: "the issuer of a credential refuses it: it has ended, or was never one"
        case .limitedUses: "a credential may be used so many times only, and the window may take more"
        case .trustEnds: "what the trust policy asks for can no longer be signed, or believed, at the end of the window"
        case .uncoveredReference: "a manifest or workflow uses a credential that no entry covers"
        case .dynamicReference: "a manifest or workflow uses credentials it does not name"
        case .nothingRead:
            "what was to be looked through holds nothing: no manifest or workflow, no rule, no believed run before"
        case .noCredentials: "nothing was looked at"
        case .expiresSoon: "a credential outlives the window, but not by enough to plan its renewal (a warning)"
        case .reliesOnRenewal: "a credential lasts only if its renewal or overlap works as recorded (a warning)"
        case .spareCertificate: "a certificate in a bundle is out of date, and the chain does not need it (a warning)"
        }
    }

    public var remedy: String {
        switch self {
        case .expired, .expiresInWindow: "renew it, deploy the renewed one and run the check again"
        case .expiresSoon: "have the owner plan the renewal now"
        case .notYetValid: "move the window, or deploy a credential that is valid already"
        case .rotationInWindow: "rotate before the window, move the rotation after it, or arrange an overlap"
        case .ageExceeded: "rotate it and record the new `rotatedAt`"
        case .revoked: "replace it"
        case .chainInvalidAtEnd: "deploy a bundle whose intermediates reach the end of the window"
        case .invalidTimes: "have the issuer issue it again"
        case .absent: "put the file in place, or correct its path"
        case .unknownExpiry: "record `expiresAt`, or `rotatedAt` with `maxAge`"
        case .staleInventory: "take the inventory again"
        case .unreadable: "correct the file, or the `kind` and password it is read with"
        case .unsupported: "convert the file as the message says, or record the dates in the inventory"
        case .unreachable: "make the issuer reachable from here, or record the dates in the inventory"
        case .refused: "issue a new one, deploy it and run the check again"
        case .limitedUses: "issue one without a limit of uses"
        case .trustEnds: "extend the validity in the trust policy, or add a key that outlives the window"
        case .uncoveredReference: "add an entry whose `covers` names it, with its owner and dates"
        case .dynamicReference: "name each secret where it is used"
        case .nothingRead: "name what holds something, or leave the argument out"
        case .noCredentials: "name `files`, `credentials` or an `inventory`"
        case .reliesOnRenewal: "watch the renewal during the window"
        case .spareCertificate: "remove it from the bundle"
        }
    }
}
