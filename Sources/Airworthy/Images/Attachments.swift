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
        for tag in tags { await found.add(tag, of: digest, with: reader) }
        await found.addReferrers(of: digest, with: reader, limit: limit)
        return found
    }

    /// Most referrers listed for one image, whatever they are. SBOMs, provenance and signatures of years fit; ten
    /// thousand are an attack on whoever reads them.
    public static let referrerLimit = 500

    private mutating func add(_ tag: CosignTag, of digest: Digest, with reader: ImageReader) async {
        let name = tag.name(for: digest)
        let origin = "\(reader.repository.repository):\(name)"
        do throws(Obstacle) {
            guard let target = try await reader.source.resolve(tag: name, in: reader.repository) else { return }
            add(try await reader.document(target), by: .tag(tag), origin: origin, subject: digest)
        } catch {
            unusable.append(Unusable(origin: origin, fault: .obstacle(error)))
        }
    }

    private mutating func addReferrers(of digest: Digest, with reader: ImageReader, limit: Int) async {
        let origin = "referrers of \(reader.name(digest))"
        let referrers: [Digest]
        do throws(Obstacle) {
            referrers = try await reader.source.referrers(of: digest, in: reader.repository, limit: limit)
        } catch {
            unusable.append(Unusable(origin: origin, fault: .obstacle(error)))
            return
        }
        var seen: Set<Digest> = []
        for referrer in referrers where seen.insert(referrer).inserted {
            guard manifests.reduce(0, { $0 + $1.document.bytes.count }) <= reader.limits.totalManifestBytes else {
                let most = reader.limits.totalManifestBytes
                let obstacle = Obstacle("manifest-too-large", "the referrers' manifests have more than \(most) bytes")
                unusable.append(Unusable(origin: origin, fault: .obstacle(obstacle)))
                return
            }
            let origin = reader.name(referrer)
            // The list itself is only a hint: cosign 3 writes the config's type where the artifact's belongs, and
            // anybody can write a fallback tag. So nothing is filtered before the manifest has been read.
            do throws(Obstacle) {
                add(try await reader.document(referrer), by: .referrer, origin: origin, subject: digest)
            } catch {
                unusable.append(Unusable(origin: origin, fault: .obstacle(error)))
            }
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
