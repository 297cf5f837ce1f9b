import Trust

/// A document that is not a bill of materials of the version it says it is, with the places where it is not.
struct BillFault: Error, Sendable, Hashable {
    /// Places noted before reading goes on in silence; one is enough to refuse, a few help to mend.
    static let placeLimit = 20

    let message: String
    /// `/components/3: …`, at most ``placeLimit``.
    let places: [String]

    init(_ message: String, at places: [String] = []) {
        self.message = message
        self.places = places
    }
}

/// Places found wrong while a document is read.
struct BillFaults {
    private(set) var places: [String] = []
    private var references: Set<String> = []

    mutating func add(_ place: String, _ message: String) {
        guard places.count < BillFault.placeLimit else { return }
        places.append("\(place.isEmpty ? "/" : place): \(message)")
    }

    /// Notes a reference that another component already has.
    mutating func claim(_ reference: String?, at place: String) {
        guard let reference, !references.insert(reference).inserted else { return }
        add(place, "`\(Excerpt.of(reference))` is the name of two things")
    }

    /// Package URLs, each noted when it is none.
    mutating func packageURLs(_ texts: [String], at place: String) -> [PackageURL] {
        var found: [PackageURL] = []
        var known: Set<PackageURL> = []
        for text in texts {
            guard let packageURL = PackageURL(text) else {
                add(place, "`\(Excerpt.of(text))` is not a package URL")
                continue
            }
            if known.insert(packageURL).inserted { found.append(packageURL) }
        }
        return found
    }

    /// - Throws: a fault with the places, when there are any.
    func requireNone(in title: String) throws(BillFault) {
        guard places.isEmpty else { throw BillFault("the document is not valid \(title)", at: places) }
    }
}
