public import Airworthy
import Synchronization
public import Trust

/// A registry on 127.0.0.1 that speaks the distribution API (distribution-spec 1.1) rightly, or wrongly in exactly the
/// ways it was told to, and remembers every request.
///
/// It is filled in place, as ``MemoryImages`` is, or by any client that pushes. Its port closes when its owner goes away.
public final class VirtualRegistry: ImageShelf, Sendable {
    /// How references name it: `127.0.0.1:port`.
    public let authority: String
    public let traits: RegistryTraits
    private let listener: RegistryListener
    private let state: Mutex<RegistryState>

    public init(_ traits: RegistryTraits = RegistryTraits()) throws {
        let listener = try RegistryListener()
        self.listener = listener
        self.traits = traits
        authority = listener.authority
        state = Mutex(RegistryState(traits: traits, authority: listener.authority))
        listener.serve { [weak self] request in self?.answer(request) }
    }

    /// A repository of this registry.
    public func repository(_ path: String) -> ImageReference {
        ImageReference(registry: authority, path: path, tag: nil, digest: nil)
    }

    /// The identity token that stands for the password of ``RegistryAccess/token(user:password:anonymousPull:)``.
    public var identityToken: String? {
        traits.access.user.map { RegistryState.refreshToken(of: $0.name, $0.password) }
    }

    // MARK: - What was asked

    /// Every request so far, in the order they were answered.
    public var exchanges: [RegistryExchange] { state.withLock { $0.exchanges } }

    /// How many requests were about things of that kind, refused ones included.
    public func count(_ kind: RegistryRoute.Kind, _ method: String? = nil) -> Int {
        exchanges.count { $0.request.route.kind == kind && (method == nil || $0.request.method == method) }
    }

    /// Forgets what was asked, not what it led to.
    public func forgetExchanges() { state.withLock { $0.exchanges = [] } }

    // MARK: - Filling

    @discardableResult
    public func push(blob bytes: [UInt8], to repository: ImageReference) -> Digest {
        let digest = Digest.of(bytes)
        state.withLock { $0.store(blob: bytes, as: digest, in: repository.path) }
        return digest
    }

    /// A manifest that names a subject is its referrer; without the API it is listed at the fallback tag, as a client
    /// that pushes it would.
    ///
    /// - Parameter subject: what it is listed for whether or not the manifest says so.
    @discardableResult
    public func push(
        manifest bytes: [UInt8], mediaType: String?, to repository: ImageReference, tag: String? = nil,
        subject: Digest? = nil
    ) -> Digest {
        let digest = Digest.of(bytes)
        state.withLock { state in
            state.store(
                bytes, mediaType: mediaType ?? "application/json", as: digest, in: repository.path, tag: tag,
                subject: subject.map { "\($0)" })
            guard !traits.listsReferrers else { return }
            for subject in Set([subject.map { "\($0)" }, RegistryDocument(bytes)?.subject?.digest].compactMap { $0 }) {
                state.writeFallbackTag(of: subject, in: repository.path)
            }
        }
        return digest
    }

    public func point(tag: String, in repository: ImageReference, at digest: Digest) {
        state.withLock { $0.repositories[repository.path, default: .init()].tags[tag] = "\(digest)" }
    }

    /// Forgets a manifest or blob; tags and referrers still name it.
    public func lose(_ digest: Digest, in repository: ImageReference) {
        state.withLock { state in
            state.repositories[repository.path]?.manifests["\(digest)"] = nil
            state.repositories[repository.path]?.blobs["\(digest)"] = nil
        }
    }

    // MARK: - What is there

    public func tags(in repository: ImageReference) -> [String: Digest] {
        state.withLock { $0.repository(repository.path).tags.compactMapValues { Digest($0) } }
    }

    public func manifest(_ digest: Digest, in repository: ImageReference) -> [UInt8]? {
        state.withLock { $0.repository(repository.path).manifests["\(digest)"]?.bytes }
    }

    public func blob(_ digest: Digest, in repository: ImageReference) -> [UInt8]? {
        state.withLock { $0.repository(repository.path).blobs["\(digest)"] }
    }

    // MARK: - Faults

    /// From now on the registry does this wrong.
    ///
    /// - Parameters:
    ///   - kind: in answers to requests of this kind.
    ///   - reference: that name this tag or digest; nil for any.
    ///   - spared: after so many of them were answered rightly.
    ///   - times: in so many of them; nil for ever.
    public func set(
        _ fault: RegistryFault, on kind: RegistryRoute.Kind, reference: String? = nil, after spared: Int = 0,
        times: Int? = nil
    ) {
        state.withLock {
            $0.faults.append(
                PlannedFault(fault: fault, kind: kind, reference: reference, spared: spared, left: times))
        }
    }

    public var isFaulty: Bool { state.withLock { !$0.faults.isEmpty } }

    /// From now on the registry does everything right. Tags that moved by ``RegistryFault/retag(to:)`` are back.
    public func repair() {
        state.withLock { state in
            state.faults = []
            for (name, tags) in state.moved { state.repositories[name]?.tags.merge(tags) { $1 } }
            state.moved = [:]
        }
    }

    /// From now on every token is worthless, whatever lifetime it was given.
    public func revokeTokens() { state.withLock { $0.tokens = [:] } }

    // MARK: - Answering

    private func answer(_ request: RegistryRequest) -> RegistryReply {
        state.withLock { state in
            let reply = state.refusal(of: request) ?? state.spoiltAnswer(request)
            state.exchanges.append(RegistryExchange(request, status: reply.status))
            return reply
        }
    }
}

extension RegistryState {
    fileprivate mutating func spoiltAnswer(_ request: RegistryRequest) -> RegistryReply {
        let due = faults.indices.filter { faults[$0].meets(request) }.map { faults[$0].fault }
        if let instead = due.lazy.compactMap({ $0.replacement(for: request) }).first { return instead }
        padding = due.reduce(0) { if case .paddedReferrers(let more) = $1 { $0 + more } else { $0 } }
        var reply = answer(request)
        for fault in due {
            fault.spoil(&reply, of: request)
            if case .retag(let digest) = fault, case .manifest(let name, let reference) = request.route {
                guard let old = repositories[name]?.tags[reference] else { continue }
                moved[name, default: [:]].merge([reference: old]) { first, _ in first }
                repositories[name]?.tags[reference] = "\(digest)"
            }
        }
        return reply
    }
}
