/// How a number stands to another.
enum NumberOrder: String, Sendable, Hashable, CaseIterable {
    case less = "lt"
    case atMost = "le"
    case more = "gt"
    case atLeast = "ge"

    /// Nil when either is no finite number.
    func holds(_ number: DecimalNumber, _ bound: DecimalNumber) -> Bool? {
        switch self {
        case .less: number.isLess(than: bound)
        case .atMost: bound.isLess(than: number).map { !$0 }
        case .more: bound.isLess(than: number)
        case .atLeast: number.isLess(than: bound).map { !$0 }
        }
    }

    var words: String {
        switch self {
        case .less: "less than"
        case .atMost: "at most"
        case .more: "more than"
        case .atLeast: "at least"
        }
    }
}
