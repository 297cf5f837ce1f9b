/// Who has signed so far, each once: neither a second signature, nor a second name for one key, nor a second
/// certificate of one identity adds anybody. An id that stands for many, such as a glob, is still one signer.
struct SignerCount {
    enum Mark: Hashable {
        case key(PublicKey)
        case identity(subject: String, issuer: String)
    }

    struct Signer {
        let id: String
        let mark: Mark
    }

    /// In order of appearance.
    private(set) var ids: [String] = []
    private var marks: Set<Mark> = []

    func isFree(_ id: String) -> Bool { !ids.contains(id) }

    mutating func add(_ signer: Signer) {
        guard isFree(signer.id), marks.insert(signer.mark).inserted else { return }
        ids.append(signer.id)
    }
}
