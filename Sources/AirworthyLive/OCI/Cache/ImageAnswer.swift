import Airworthy
import Trust

/// What a registry answered to an ``ImageQuestion``. Bytes are kept apart, by their digest.
enum ImageAnswer: Sendable, Hashable {
    /// There is no such tag, or nothing refers to the image. Soon out of date: somebody may be about to sign.
    case nothing
    /// A tag names this.
    case names(Digest)
    /// A manifest is there, and the registry called it this.
    case manifest(mediaType: String?)
    /// A blob is there.
    case blob
    /// A blob is there, of this size and packed like this, and hashed to its name when it was read.
    case measured(Int64, Packing)
    /// These may refer to the image.
    case referrers([Digest])

    /// Whether the registry may answer otherwise tomorrow and be right both times.
    var mayChange: Bool {
        switch self {
        case .nothing, .names, .referrers: true
        case .manifest, .blob, .measured: false
        }
    }

    /// As one line of text, see ``init(text:)``.
    var text: String {
        switch self {
        case .nothing: "nothing"
        case .names(let digest): "names \(digest)"
        case .manifest(let mediaType): "manifest \(mediaType ?? "")"
        case .blob: "blob"
        case .measured(let size, let packing): "measured \(size) \(packing.rawValue)"
        case .referrers(let digests): "referrers \(digests.map(\.description).joined(separator: " "))"
        }
    }

    /// - Returns: nil for anything ``text`` does not write: a cache that is damaged is one that has nothing.
    init?(text: String) {
        let (word, rest) =
            text.firstIndex(of: " ").map { (text[..<$0], text[text.index(after: $0)...]) } ?? (text[...], "")
        switch word {
        case "nothing" where rest.isEmpty: self = .nothing
        case "names":
            guard let digest = Digest(rest) else { return nil }
            self = .names(digest)
        case "manifest": self = .manifest(mediaType: rest.isEmpty ? nil : String(rest))
        case "blob" where rest.isEmpty: self = .blob
        case "measured":
            let words = rest.split(separator: " ", omittingEmptySubsequences: false)
            guard words.count == 2, let size = Int64(words[0]), size >= 0,
                let packing = Packing(rawValue: String(words[1]))
            else { return nil }
            self = .measured(size, packing)
        case "referrers":
            let words = rest.split(separator: " ")
            let digests = words.compactMap { Digest($0) }
            guard !digests.isEmpty, digests.count == words.count else { return nil }
            self = .referrers(digests)
        default: return nil
        }
    }
}
