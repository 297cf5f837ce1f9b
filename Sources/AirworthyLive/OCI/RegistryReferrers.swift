import Airworthy
import Trust

/// The list of manifests that may refer to one image, page by page: the referrers API, or the fallback tag where the
/// registry has no such API.
struct RegistryReferrers {
    private static let pageLimit = 100
    private static let bytesPerPage = 4 << 20

    let subject: Digest
    let repository: ImageReference
    let limit: Int
    private(set) var found: [Digest] = []

    init(subject: Digest, repository: ImageReference, limit: Int) {
        self.subject = subject
        self.repository = repository
        self.limit = limit
    }

    mutating func read(from requests: RegistryRequests) async throws(Obstacle) {
        guard !requests.lackReferrers(repository) else { return try await readFallbackTag(from: requests) }
        var url = try requests.url("referrers/\(subject)", of: repository)
        for page in 1...Self.pageLimit {
            let body = BodyBuffer(limit: Self.bytesPerPage)
            let response = try await requests.ask(
                .get, url, of: repository, accept: MediaType.imageIndex, into: body)
            switch response.status {
            case 200 where response.mediaType == MediaType.imageIndex:
                try add(body.bytes)
            case 200, 400, 404, 405, 406, 501:
                // No such API: distribution-spec says 404, others say so in other ways. But not half-way through.
                guard page == 1 else { throw invalid("page \(page) is not an image index") }
                if response.hasNoSuchRoute { requests.noteLackOfReferrers(repository) }
                return try await readFallbackTag(from: requests)
            default:
                throw response.obstacle(for: repository)
            }
            let link = LinkHeader.next(in: response.headers.filter { $0.name == "link" }.map(\.value))
            guard link.isReadable else { throw invalid("nobody can read where page \(page) leads") }
            guard let next = link.target else { return }
            guard let address = HTTPURL(next, relativeTo: response.url), address.hasSameOrigin(as: url),
                address != url
            else { throw invalid("page \(page) leads to `\(HTTPURL.shown(next))`") }
            url = address
        }
        throw tooMany("more than \(Self.pageLimit) pages of referrers")
    }

    private mutating func readFallbackTag(from requests: RegistryRequests) async throws(Obstacle) {
        let body = BodyBuffer(limit: Self.bytesPerPage)
        let response = try await requests.ask(
            .get, "manifests/\(subject.referrersTag)", of: repository, accept: MediaType.imageIndex, into: body)
        switch response.status {
        case 200: try add(body.bytes)
        case 404: return
        default: throw response.obstacle(for: repository)
        }
    }

    private mutating func add(_ bytes: [UInt8]?) throws(Obstacle) {
        guard let bytes else { throw tooMany("more than \(Self.bytesPerPage) bytes of referrers on one page") }
        do throws(Diagnostic) {
            for item in try IndexListing(bytes, name: "the referrers of \(subject.short)").items
            where !found.contains(item.digest) {
                guard found.count < limit else { throw tooMany("more than \(limit) referrers").diagnostic }
                found.append(item.digest)
            }
        } catch {
            switch error.code {
            case "too-many-referrers": throw Obstacle(error)
            case "index-too-long": throw tooMany("more than \(IndexListing.itemLimit) referrers")
            default: throw invalid(error.message)
            }
        }
    }

    private func invalid(_ fault: String) -> Obstacle {
        Obstacle(
            "referrers-invalid", "the referrers of `\(repository.repository)@\(subject)` cannot be read: \(fault)",
            at: .image("\(repository.repository)@\(subject)"), remedy: "ask the registry's operator")
    }

    private func tooMany(_ fault: String) -> Obstacle {
        Obstacle(
            "too-many-referrers", "`\(repository.repository)@\(subject)` has \(fault)",
            at: .image("\(repository.repository)@\(subject)"), remedy: "delete those nobody needs")
    }
}
