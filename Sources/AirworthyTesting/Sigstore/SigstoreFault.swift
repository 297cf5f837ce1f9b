/// One thing wrong with a specimen while everything else is signed and consistent; a few are allowed variations.
///
/// Grouped as the list of hostile inputs is: `row` and `name` together say which and what.
public enum SigstoreFault: Sendable, Hashable {
    case binding(BindingFault)
    case predicate(PredicateFault)
    case identity(IdentityFault)
    case certificate(CertificateFault)
    case sct(SCTFault)
    case time(TimeFault)
    case log(LogFault)
    case bundle(BundleFault)
    case trustRoot(TrustRootFault)

    public static let allCases: [SigstoreFault] =
        BindingFault.allCases.map(Self.binding)
        + PredicateFault.allCases.map(Self.predicate)
        + IdentityFault.allCases.map(Self.identity)
        + CertificateFault.allCases.map(Self.certificate)
        + SCTFault.allCases.map(Self.sct)
        + TimeFault.allCases.map(Self.time)
        + LogFault.allCases.map(Self.log)
        + BundleFault.allCases.map(Self.bundle)
        + TrustRootFault.allCases.map(Self.trustRoot)

    var card: SigstoreFaultCard {
        switch self {
        case .binding(let fault): fault.card
        case .predicate(let fault): fault.card
        case .identity(let fault): fault.card
        case .certificate(let fault): fault.card
        case .sct(let fault): fault.card
        case .time(let fault): fault.card
        case .log(let fault): fault.card
        case .bundle(let fault): fault.card
        case .trustRoot(let fault): fault.card
        }
    }

    /// The row of the list, such as `B4`; `2.4` for what the bundle's versions demand.
    public var row: String { card.row }
    /// The shape it is minted in unless told otherwise.
    public var shape: SigstoreShape { card.shape }
    public var expectation: SigstoreSpecimen.Expectation { card.expectation }

    /// Unique among all faults.
    public var name: String {
        switch self {
        case .binding(let fault): fault.rawValue
        case .predicate(let fault): fault.rawValue
        case .identity(let fault): fault.rawValue
        case .certificate(let fault): fault.rawValue
        case .sct(let fault): fault.rawValue
        case .time(let fault): fault.rawValue
        case .log(let fault): fault.rawValue
        case .bundle(let fault): fault.rawValue
        case .trustRoot(let fault): fault.rawValue
        }
    }
}

extension SigstoreFault: CaseIterable, CustomStringConvertible {
    public var description: String { "\(row) \(name)" }
}
