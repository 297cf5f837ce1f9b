/// Who has signed so far, each once: neither a second signature, nor a second name for one key, nor a second
/// certificate of one identity adds anybody. An id that stands for many, such as a glob, is still one signer.
///
/// Where the ids of two identities overlap, who stands for which is chosen so that most count, whatever the order the
/// signatures came in.
struct SignerCount {
    /// What makes two signatures one signer's.
    enum Mark: Hashable {
        case key(PublicKey)
        /// A workflow without the ref it ran at: its two branches are not two people.
        case identity(subject: String, issuer: String)

        static func of(_ identity: FulcioIdentity) -> Mark {
            let subject = identity.subject
            let name = identity.subjectKind == .uri ? subject.prefix { $0 != "@" } : subject[...]
            return .identity(subject: String(name), issuer: identity.issuer)
        }
    }

    struct Signer {
        /// The ids it may count as.
        let ids: NonEmpty<String>
        let mark: Mark
    }

    /// In order of appearance.
    private let marks: [(mark: Mark, ids: [String])]
    /// The place in `marks` that counts as an id.
    private var holders: [String: Int] = [:]

    init(_ signers: [Signer]) {
        var marks: [(mark: Mark, ids: [String])] = []
        for signer in signers {
            if let place = marks.firstIndex(where: { $0.mark == signer.mark }) {
                for id in signer.ids where !marks[place].ids.contains(id) { marks[place].ids.append(id) }
            } else {
                marks.append((signer.mark, signer.ids.array))
            }
        }
        self.marks = marks
        for place in marks.indices {
            var tried: Set<String> = []
            _ = seat(place, &tried)
        }
    }

    /// Finds an id for a mark, moving the others on where they have another to go to: an augmenting path of a
    /// bipartite matching (Kuhn 1955).
    private mutating func seat(_ place: Int, _ tried: inout Set<String>) -> Bool {
        for id in marks[place].ids where tried.insert(id).inserted {
            guard let holder = holders[id] else {
                holders[id] = place
                return true
            }
            if seat(holder, &tried) {
                holders[id] = place
                return true
            }
        }
        return false
    }

    /// Of whom counts, in order of appearance.
    var ids: [String] {
        holders.sorted { $0.value < $1.value }.map(\.key)
    }

    /// What one of them counts as; its first id where all of its ids are taken.
    func id(of signer: Signer) -> String {
        holders.first { marks[$0.value].mark == signer.mark }?.key ?? signer.ids.first
    }
}
