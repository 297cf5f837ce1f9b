/// An array with at least one element, so that "failed, but with nothing to say" cannot be built.
public struct NonEmpty<Element> {
    /// The first element; its existence is the point of the type.
    public let first: Element
    /// Everything after the first.
    public private(set) var rest: [Element]

    public init(_ first: Element, _ rest: [Element] = []) {
        self.first = first
        self.rest = rest
    }

    /// Nil for an empty array: the caller decides what nothing means.
    public init?(_ elements: [Element]) {
        guard let first = elements.first else { return nil }
        self.init(first, Array(elements.dropFirst()))
    }

    public var array: [Element] { [first] + rest }
    public var count: Int { rest.count + 1 }

    public mutating func append(_ element: Element) { rest.append(element) }

    public func map<Other, Failure: Error>(
        _ transform: (Element) throws(Failure) -> Other
    ) throws(Failure) -> NonEmpty<Other> {
        var others: [Other] = []
        for element in rest { others.append(try transform(element)) }
        return NonEmpty<Other>(try transform(first), others)
    }
}

extension NonEmpty: Sequence {
    public func makeIterator() -> IndexingIterator<[Element]> { array.makeIterator() }
}

extension NonEmpty: Sendable where Element: Sendable {}
extension NonEmpty: Equatable where Element: Equatable {}
extension NonEmpty: Hashable where Element: Hashable {}
