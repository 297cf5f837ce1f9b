public import Trust

/// One thing a registry, or whoever stands between it and us, does wrong. Everything else about the answer stays right.
public enum RegistryFault: Sendable, Hashable {
    // MARK: Lies

    /// `Docker-Content-Digest` says this; nil leaves it out.
    case digestHeader(String?)
    /// The body is this one, and the headers describe it except for its digest.
    case otherBody([UInt8])
    /// `Content-Type` says this; nil leaves it out.
    case mediaType(String?)
    /// `Content-Length` says this, whatever the body has.
    case claimedLength(Int)
    /// `Docker-Content-Digest`, `Content-Type` and `Content-Length` stand there twice, and differ.
    case duplicateHeaders
    /// A page for people to log in on, with status 200.
    case loginPage
    /// `Content-Encoding: gzip` and a megabyte that unpacks to 160.
    case gzipBomb

    // MARK: Bytes that do not come, or never end

    /// The connection closes after so many bytes of the body.
    case truncated(after: Int)
    /// The connection is torn down after so many bytes of the body.
    case reset(after: Int)
    /// HTTP/1.0 without a length: the whole body, or as many bytes of it, and the end of the connection.
    case unmeasured(after: Int? = nil)
    /// Zeros after the body, without end.
    case endless
    /// Twenty bytes a second, from the first of the head or the first of the body.
    case slowHead, slowBody

    // MARK: Elsewhere

    case redirect(to: String)
    /// To the same address, for ever.
    case redirectLoop
    /// Status 401, and this in `WWW-Authenticate`.
    case challenge(String)

    // MARK: Not now, not like that

    /// This status and no content.
    case status(Int, retryAfter: String? = nil)
    /// Once asked for, the tag names this digest.
    case retag(to: Digest)

    // MARK: Lists of referrers, by the API or at the fallback tag

    /// So many further entries, whose manifests are not there. By the API only.
    case paddedReferrers(Int)
    /// A manifest is listed that is not a referrer: its subject is another, or it has none.
    case listedStranger(Digest)
    /// Every entry's `artifactType` says this; nil leaves it out.
    case listedType(String?)
    /// Every entry's `size` says this.
    case listedSize(Int)
    /// Every page leads to itself.
    case linkLoop
    /// Every page leads to a further one that looks like it.
    case endlessPages
    /// The next page is there.
    case link(to: String)
    /// Right, and seldom: another `Link` stands before the one to the next page, whose address has a comma in it.
    case manyLinks
}
