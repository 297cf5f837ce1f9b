/// Where something was found, in terms the reader can open: their own file, a document, an image, a certificate.
public enum Location: Sendable, Hashable {
    /// A place in a text file. Line and column count from 1; columns count characters, not bytes.
    case file(String, line: Int, column: Int)
    /// A whole file.
    case path(String)
    /// A place in a JSON document, by RFC 6901 pointer.
    case pointer(document: String, String)
    /// An image, manifest or blob.
    case image(String)
    /// A named field of a structured thing: a certificate, an envelope, a token.
    case field(of: String, String)
}

extension Location: CustomStringConvertible {
    public var description: String {
        switch self {
        case .file(let path, let line, let column): "\(path):\(line):\(column)"
        case .path(let path): path
        case .pointer(let document, let pointer): "\(document)#\(pointer)"
        case .image(let reference): reference
        case .field(let thing, let field): "\(thing) \(field)"
        }
    }
}
