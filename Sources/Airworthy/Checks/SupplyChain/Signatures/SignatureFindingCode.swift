/// The codes of a check that judges signatures: its own, and one for each fault a candidate can have.
protocol SignatureFindingCode: FindingCode {
    static var noSignature: Self { get }
    static var thresholdNotMet: Self { get }

    init(_ fault: SignatureFault)
}
