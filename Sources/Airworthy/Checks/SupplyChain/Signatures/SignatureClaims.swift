import Trust

/// Everything found that may be a signature over one digest, and everything found that cannot be judged.
struct SignatureClaims: Sendable {
    private(set) var claims: [SignatureClaim] = []
    private(set) var rejected: [RejectedClaim] = []
    /// The first reason for which something may have been missed. It matters only when what was found does not suffice.
    private(set) var obstacle: Obstacle?

    /// Candidates judged for one subject. More are an attack on whoever judges them (CVE-2023-46737).
    static let limit = 100

    private var seen = 0

    /// Whether one more candidate is looked at. Asked before it is fetched; the first one too many is told, the others
    /// are as if they were not there.
    mutating func admits(_ origin: String) -> Bool {
        seen += 1
        if seen == Self.limit + 1 {
            block(
                Obstacle("too-many-candidates", "there are more than \(Self.limit) candidates for a signature"),
                origin: origin)
        }
        return seen <= Self.limit
    }

    mutating func add(_ claim: SignatureClaim) {
        claims.append(claim)
    }

    mutating func reject(_ fault: SignatureFault, _ origin: String, _ message: String, other: Bool = false) {
        rejected.append(RejectedClaim(fault: fault, origin: origin, message: message, isOtherStatement: other))
    }

    mutating func block(_ obstacle: Obstacle, origin: String, other: Bool = false) {
        self.obstacle = self.obstacle ?? obstacle
        reject(.candidateUnreadable, origin, obstacle.diagnostic.message, other: other)
    }
}
