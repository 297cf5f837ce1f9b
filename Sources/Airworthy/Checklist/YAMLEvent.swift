/// What a YAML stream is made of, and where it begins.
struct YAMLEvent {
    enum Kind {
        case document
        case endOfDocument
        case endOfStream
        case alias(of: String)
        case scalar(String, plain: Bool)
        case sequence
        case endOfSequence
        case mapping
        case endOfMapping
    }

    let kind: Kind
    /// What aliases call the node that begins here.
    let anchor: String?
    /// Both count from 1; a column is a character.
    let line: Int
    let column: Int
}
