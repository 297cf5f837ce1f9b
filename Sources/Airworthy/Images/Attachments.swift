public import Trust

/// What was found beside an image, and what was found but could not be used.
public struct Attachments: Sendable {
    /// Why something beside an image is not in ``manifests``.
    public enum Fault: Sendable, Hashable {
        /// What the source served is not what its digest or format says.
        case defect(ImageDefect)
        /// It is about another image.
        case otherSubject(String)
        /// Nobody could look. What it would have said is not known.
        case obstacle(Obstacle)
    }

    public struct Unusable: Sendable, Hashable {
        public let origin: String
        public let fault: Fault
    }

    public private(set) var manifests: [AttachedManifest] = []
    public private(set) var unusable: [Unusable] = []

    /// Looks for the tags asked for and for referrers, and never gives up because of one of them: whether an obstacle
    /// matters depends on what the others say.
    public static func find(
        for digest: Digest, tags: [CosignTag], with reader: ImageReader, limit: Int = Attachments.referrerLimit
    ) async -> Attachments {
        var found = Attachments()
        async let listed = list(digest, with: reader, limit: limit)
        let tagged = await concurrently(tags, atMost: width) { tag in await read(tag, of: digest, with: reader) }
        for (tag, reading) in zip(tags, tagged) { found.add(reading, by: .tag(tag), subject: digest) }
        await found.add(await listed, of: digest, with: reader)
        return found
    }

    /// Most questions about one image under way at once.
    private static let width = 8

    /// Most referrers listed for one image, whatever they are. SBOMs, provenance and signatures of years fit; ten
    /// thousand are an attack on whoever reads them.
    public static let referrerLimit = 500

    /// A manifest beside the image, or why there is none to look at.
    private enum Reading: Sendable {
        case absent
        case document(Result<ImageDocument, ImageDefect>, origin: String)
        case obstacle(Obstacle, origin: String)
    }

    private static func read(_ tag: CosignTag, of digest: Digest, with reader: ImageReader) async -> Reading {
        let name = tag.name(for: digest)
        let origin = "\(reader.repository.repository):\(name)"
        do throws(Obstacle) {
            guard let document = try await reader.document(tagged: name) else { return .absent }
            return .document(document, origin: origin)
        } catch {
            return .obstacle(error, origin: origin)
        }
    }

    private static func list(
        _ digest: Digest, with reader: ImageReader, limit: Int
    ) async -> Result<[Digest], Obstacle> {
        do throws(Obstacle) {
            let listed = try await reader.source.referrers(of: digest, in: reader.repository, limit: limit)
            var seen: Set<Digest> = []
            return .success(listed.filter { seen.insert($0).inserted })
        } catch {
            return .failure(error)
        }
    }

    private mutating func add(
        _ listed: Result<[Digest], Obstacle>, of digest: Digest, with reader: ImageReader
    ) async {
        let origin = "referrers of \(reader.name(digest))"
        var rest: ArraySlice<Digest>
        switch listed {
        case .success(let referrers): rest = referrers[...]
        case .failure(let obstacle):
            unusable.append(Unusable(origin: origin, fault: .obstacle(obstacle)))
            return
        }
        while !rest.isEmpty {
            guard manifests.reduce(0, { $0 + $1.document.bytes.count }) <= reader.limits.totalManifestBytes else {
                let most = reader.limits.totalManifestBytes
                let obstacle = Obstacle("manifest-too-large", "the referrers' manifests have more than \(most) bytes")
                unusable.append(Unusable(origin: origin, fault: .obstacle(obstacle)))
                return
            }
            // The list itself is only a hint: cosign 3 writes the config's type where the artifact's belongs, and
            // anybody can write a fallback tag. So nothing is filtered before the manifest has been read.
            let some = Array(rest.prefix(Self.width))
            rest = rest.dropFirst(some.count)
            let readings = await concurrently(some, atMost: Self.width) { referrer -> Reading in
                let origin = reader.name(referrer)
                do throws(Obstacle) {
                    return .document(try await reader.document(referrer), origin: origin)
                } catch {
                    return .obstacle(error, origin: origin)
                }
            }
            for reading in readings { add(reading, by: .referrer, subject: digest) }
        }
    }

    private mutating func add(_ reading: Reading, by route: AttachedManifest.Route, subject: Digest) {
        switch reading {
        case .absent: break
        case .document(let document, let origin): add(document, by: route, origin: origin, subject: subject)
        case .obstacle(let obstacle, let origin):
            unusable.append(Unusable(origin: origin, fault: .obstacle(obstacle)))
        }
    }

    private mutating func add(
        _ reading: Result<ImageDocument, ImageDefect>, by route: AttachedManifest.Route, origin: String,
        subject: Digest
    ) {
        switch reading {
        case .failure(let defect):
            unusable.append(Unusable(origin: origin, fault: .defect(defect)))
        case .success(let document):
            guard case .manifest(let manifest) = document.content else {
                // An index may refer to an image too. It holds nothing that could be a signature.
                if route == .referrer { return }
                unusable.append(
                    Unusable(
                        origin: origin,
                        fault: .defect(
                            ImageDefect(.malformedManifest, "an attachment must be a manifest, not an index"))))
                return
            }
            // A cosign tag names the image itself; a referrer has nothing but its subject to be one.
            let named = manifest.subject?.digest
            guard named == subject || (named == nil && route != .referrer) else {
                let other = named.map { "it is about \($0)" } ?? "it has no `subject`"
                unusable.append(Unusable(origin: origin, fault: .otherSubject(other)))
                return
            }
            manifests.append(AttachedManifest(route: route, origin: origin, document: document, manifest: manifest))
        }
    }
}
