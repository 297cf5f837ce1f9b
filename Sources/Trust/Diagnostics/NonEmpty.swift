/// An array with at least one element, so that "failed, but with nothing to say" cannot be built.
///
/// Inlinable, because every unit of a run passes through some, and other modules would make their types at run time.
public struct NonEmpty<Element> {
    /// The first element; its existence is the point of the type.
    public let first: Element
    @usableFromInline var others: [Element]
    /// Everything after the first.
    @inlinable public var rest: [Element] { others }

    @inlinable
    public init(_ first: Element, _ rest: [Element] = []) {
        self.first = first
        others = rest
    }

    /// Nil for an empty array: the caller decides what nothing means.
    @inlinable
    public init?(_ elements: [Element]) {
        guard let first = elements.first else { return nil }
        self.init(first, Array(elements.dropFirst()))
    }

    @inlinable public var array: [Element] { rest.isEmpty ? [first] : [first] + rest }
    @inlinable public var count: Int { rest.count + 1 }

    public mutating func append(_ element: Element) { others.append(element) }

    @inlinable
    public func map<Other, Failure: Error>(
        _ transform: (Element) throws(Failure) -> Other
    ) throws(Failure) -> NonEmpty<Other> {
        var others: [Other] = []
        for element in rest { others.append(try transform(element)) }
        return NonEmpty<Other>(try transform(first), others)
    }
}

extension NonEmpty: Sequence {
    /// The first, and then the others where they are: no array of all is made.
    public struct Iterator: IteratorProtocol {
        @usableFromInline var first: Element?
        @usableFromInline var others: IndexingIterator<[Element]>

        @inlinable
        init(_ elements: NonEmpty) {
            first = elements.first
            others = elements.others.makeIterator()
        }

        @inlinable
        public mutating func next() -> Element? { first.take() ?? others.next() }
    }

    @inlinable public var underestimatedCount: Int { count }

    @inlinable
    public func makeIterator() -> Iterator { Iterator(self) }
}

extension NonEmpty: Sendable where Element: Sendable {}
extension NonEmpty: Equatable where Element: Equatable {}
extension NonEmpty: Hashable where Element: Hashable {}
