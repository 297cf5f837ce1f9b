import Trust

/// The objects of a cluster, asked of its API server, page by page.
///
/// A list that is not complete is no list: an object that is missing from it would look like one that is not there. So a
/// page that cannot be had, pages of different moments and lists without end decide nothing.
struct ClusterObjects: Sendable {
    let http: any HTTPAccess
    let access: ClusterAccess

    struct Listing: Sendable {
        var objects: [KubernetesObject] = []
        /// What was listed, be it that there is none of it.
        var scopes: Set<Scope> = []
        let evidence: Evidence

        func covers(_ object: KubernetesObject) -> Bool {
            [nil, object.identity.namespace].contains { namespace in
                scopes.contains(
                    Scope(apiVersion: object.apiVersion, kind: object.identity.kind, namespace: namespace))
            }
        }
    }

    struct Scope: Sendable, Hashable {
        let apiVersion: String
        let kind: String
        /// Nil for all of them.
        let namespace: String?
    }

    private static let pageSize = 500
    private static let pageLimit = 200
    /// A page of the largest objects there are: etcd keeps 1.5 MiB of one.
    private static let bodyLimit = 64 << 20
    private static let totalLimit = 256 << 20
    private static let restarts = 2

    func list(_ resources: [ClusterResource]) async throws(Obstacle) -> Result<Listing, KubernetesFault> {
        var objects: [KubernetesObject] = []
        var scopes: Set<Scope> = []
        var lines = ""
        var total = 0
        for resource in resources {
            let pages: [Page]
            switch try await self.pages(of: resource, within: Self.totalLimit - total) {
            case .success(let found): pages = found
            case .failure(let fault): return .failure(fault)
            }
            for page in pages {
                total += page.bytes
                scopes.insert(
                    Scope(apiVersion: resource.apiVersion, kind: page.kind, namespace: resource.namespace))
                lines += "\(page.digest) \(resource)\0"
                objects += page.objects
            }
            guard objects.count <= KubernetesObjectReader.objectLimit else {
                return .failure(partial("more than \(KubernetesObjectReader.objectLimit) objects", resource))
            }
        }
        return .success(
            Listing(
                objects: objects, scopes: scopes,
                evidence: Evidence(
                    uri: access.server, digest: .of(Array(lines.utf8)), mediaType: "application/vnd.airworthy.tree")))
    }

    // MARK: Pages

    private struct Page {
        let objects: [KubernetesObject]
        let kind: String
        let version: String
        /// What to ask the next page with; nil at the end.
        let next: String?
        let digest: Digest
        let bytes: Int
    }

    /// - Parameter budget: bytes that may still be kept.
    private func pages(
        of resource: ClusterResource, within budget: Int
    ) async throws(Obstacle) -> Result<[Page], KubernetesFault> {
        for _ in 0...Self.restarts {
            var pages: [Page] = []
            var size = 0
            var next: String?
            repeat {
                let answer = try await ask(resource, next)
                // The place in the list is forgotten after a while (API concepts, "410 Gone"): from the beginning again.
                if answer.status == 410, next != nil { break }
                do throws(KubernetesFault) {
                    let page = try self.page(answer, of: resource)
                    guard pages.first.map({ $0.version.isExactly(page.version) }) ?? true else {
                        throw partial("pages of different moments", resource)
                    }
                    size += page.bytes
                    guard size <= budget else { throw partial("more than \(Self.totalLimit) bytes", resource) }
                    pages.append(page)
                } catch {
                    return .failure(error)
                }
                next = pages.last?.next
                if next == nil { return .success(pages) }
                guard pages.count < Self.pageLimit else {
                    return .failure(partial("more than \(Self.pageLimit) pages", resource))
                }
            } while next != nil
        }
        return .failure(partial("a list that was forgotten before it had been read, again and again", resource))
    }

    private func ask(_ resource: ClusterResource, _ next: String?) async throws(Obstacle) -> HTTPAnswer {
        let place = next.map { "&continue=\(Self.escaped($0))" } ?? ""
        var question = HTTPQuestion(
            url: "\(access.server)\(resource.path)?limit=\(Self.pageSize)\(place)")
        question.headers = ["accept": "application/json"]
        question.authorities = access.authorities
        question.credentials = access.credentials
        question.identity = access.identity
        question.bodyLimit = Self.bodyLimit
        question.timeout = .seconds(60)
        return try await http.ask(question)
    }

    private func page(_ answer: HTTPAnswer, of resource: ClusterResource) throws(KubernetesFault) -> Page {
        let name = "\(access.server)\(resource.path)"
        guard answer.status == 200 else {
            throw KubernetesFault(
                Finding(
                    .apiRefused, "the API server answers \(answer.status) to `\(resource)`",
                    at: .path(name)))
        }
        guard !answer.isCut else { throw partial("a page of more than \(Self.bodyLimit) bytes", resource) }
        let root: JSONValue
        do throws(Diagnostic) {
            let limits = JSONLimits(bytes: answer.body.count, depth: 64)
            root = try JSONDocument(answer.body, name: name, limits: limits).root
        } catch {
            throw KubernetesFault(Finding(.invalid, error.message, at: error.location, notes: [error.code]))
        }
        guard let kind = root["kind"]?.string, kind.hasSuffix("List"), kind != "List",
            root["apiVersion"]?.string?.isExactly(resource.apiVersion) == true,
            let version = root["metadata"]?["resourceVersion"]?.string, !version.isEmpty, let items = root["items"],
            items.kind == .array || items.kind == .null
        else {
            throw KubernetesFault(
                Finding(.invalid, "the answer is no list of `\(resource)`", at: .path(name)))
        }
        let single = String(kind.dropLast("List".count))
        var reader = KubernetesObjectReader(namespace: nil)
        for item in items.elements { try reader.add(.json(item), apiVersion: resource.apiVersion, kind: single) }
        let next = root["metadata"]?["continue"]?.string ?? ""
        return Page(
            objects: reader.objects, kind: single, version: version,
            next: next.isEmpty ? nil : next, digest: .of(answer.body), bytes: answer.body.count)
    }

    private func partial(_ what: String, _ resource: ClusterResource) -> KubernetesFault {
        KubernetesFault(
            Finding(
                .apiPartial, "the API server has \(what) of `\(resource)`",
                at: .path(access.server)))
    }

    /// Every byte but letters, digits, `-`, `.`, `_` and `~` (RFC 3986 §2.3).
    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + Hex.encode([byte]).uppercased()
        }.joined()
    }
}
