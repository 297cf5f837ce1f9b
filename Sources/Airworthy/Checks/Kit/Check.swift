public import Trust

/// One kind of question about a release. Add a file `<Name>Check.swift`, a line in ``CheckCatalog``, a page
/// `Docs/checks/<id>.md` and a test: the architecture tests hold the four together.
public protocol Check: Sendable {
    /// The closed set of things this check can find.
    associatedtype Code: FindingCode

    static var kind: CheckKind { get }

    /// Reads the step's `with:` mapping. Whatever is not read is refused afterwards, at its own line.
    init(from arguments: inout FieldReader) throws(InputError)

    /// Looks at one subject. Pure but for the world it is given: same world, same answer.
    func examine(_ subject: Subject, in context: CheckContext) async throws(Obstacle) -> Answer<Code>
}
