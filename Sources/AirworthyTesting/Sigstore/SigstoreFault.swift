/// One thing wrong with a specimen while everything else is signed and consistent; a few are allowed variations.
///
/// Grouped as the list of hostile inputs is: `row` and `name` together say which and what.
public enum SigstoreFault: Sendable, Hashable {
    case binding(BindingFault)

    public static let allCases: [SigstoreFault] = BindingFault.allCases.map(Self.binding)

    var card: SigstoreFaultCard {
        switch self {
        case .binding(let fault): fault.card
        }
    }

    /// The row of the list, such as `B4`.
    public var row: String { card.row }
    /// The shape it is minted in unless told otherwise.
    public var shape: SigstoreShape { card.shape }
    public var expectation: SigstoreSpecimen.Expectation { card.expectation }

    public var name: String {
        switch self {
        case .binding(let fault): fault.rawValue
        }
    }
}

extension SigstoreFault: CaseIterable, CustomStringConvertible {
    public var description: String { "\(row) \(name)" }
}
