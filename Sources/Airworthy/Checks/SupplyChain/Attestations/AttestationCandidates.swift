import Trust

/// Everything found beside one subject that may be a statement about it, sorted into what is believed and what is not.
/// Where it is looked for: `+image` and `+file`.
struct AttestationCandidates: Sendable {
    private(set) var attestations: [Attestation] = []
    /// Filled only by a caller who asked for media types of its own.
    var contents: [AttachedContent] = []
    private(set) var rejected: [RejectedAttestation] = []
    /// Signed by whom the policy wants, and of a version that is not read.
    private(set) var unread: [(origin: String, type: String)] = []
    /// The first one met. What could not be looked at may have been the one that is missed.
    private(set) var obstacle: Obstacle?

    let digest: Digest
    let verifier: AttestationVerifier

    init(about digest: Digest, verifier: AttestationVerifier) {
        self.digest = digest
        self.verifier = verifier
    }

    mutating func add(
        _ bytes: [UInt8], as form: AttestationVerifier.Form, origin: String, evidence: NonEmpty<Evidence>
    ) {
        add(verifier.read(bytes, as: form, origin: origin), origin: origin, evidence: evidence)
    }

    mutating func add(_ reading: AttestationVerifier.Reading, origin: String, evidence: NonEmpty<Evidence>) {
        switch reading {
        case .other(let type):
            if verifier.unread.contains(where: type.isExactly) { unread.append((origin, type)) }
        case .refused(let fault, let message): reject(fault, origin, message)
        case .believed(let statement):
            guard statement.value.names(digest) else {
                return reject(.wrongSubject, origin, "none of its subjects is \(digest)")
            }
            attestations.append(Attestation(origin: origin, statement: statement, evidence: evidence))
        }
    }

    mutating func reject(_ fault: AttestationFault, _ origin: String, _ message: String) {
        rejected.append(RejectedAttestation(fault: fault, origin: origin, message: message))
    }

    mutating func block(_ obstacle: Obstacle, _ origin: String) {
        self.obstacle = self.obstacle ?? obstacle
        reject(.candidateUnreadable, origin, obstacle.diagnostic.message)
    }
}
