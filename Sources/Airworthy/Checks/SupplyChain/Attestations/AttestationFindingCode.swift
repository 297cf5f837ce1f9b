/// The codes of a check that judges attestations: its own, and one for each fault a candidate can have, of the same
/// name.
protocol AttestationFindingCode: FindingCode {
    /// There is nothing to judge.
    static var absent: Self { get }
}

extension AttestationFindingCode {
    init(_ fault: AttestationFault) {
        guard let code = Self(rawValue: fault.rawValue) else {
            preconditionFailure("a check that judges attestations has no code `\(fault.rawValue)`")
        }
        self = code
    }
}
