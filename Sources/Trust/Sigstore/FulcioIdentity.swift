/// Who a Fulcio certificate names, and what its issuer says about them (fulcio, docs/oid-info.md). Believed only as
/// part of an ``EstablishedSigner``.
public struct FulcioIdentity: Sendable, Hashable {
    /// The one subject alternative name: an e-mail address, a URI, or a name of another kind.
    public let subject: String
    public let subjectKind: SubjectKind
    /// The OpenID Connect issuer that vouched for the subject.
    public let issuer: String
    public let claims: [FulcioClaim: String]

    public enum SubjectKind: String, Sendable, Hashable {
        case email, uri, username
    }

    private static let alternativeName = OID("2.5.29.17")
    private static let username = OID("1.3.6.1.4.1.57264.1.7")

    /// Throws `certificate-no-identity`, `certificate-issuer-conflict`.
    init(_ fields: CertificateFields) throws(Diagnostic) {
        do throws(DERFault) {
            (subject, subjectKind) = try Self.subject(fields)
            claims = try FulcioClaim.read(fields)
        } catch {
            throw SigstoreRefusal.certificateNoIdentity.diagnostic("the certificate names nobody: \(error.message)")
        }
        // The first form is raw bytes and deprecated. It counts only where the second is missing, and may not
        // contradict it.
        switch (claims[.issuer], claims[.issuerV1]) {
        case (let issuer?, nil), (nil, let issuer?): self.issuer = issuer
        case (let issuer?, let old?):
            guard issuer.isExactly(old) else {
                throw SigstoreRefusal.certificateIssuerConflict.diagnostic(
                    "the certificate names two issuers, `\(issuer.prefix(200))` and `\(old.prefix(200))`")
            }
            self.issuer = issuer
        case (nil, nil):
            throw SigstoreRefusal.certificateNoIdentity.diagnostic(
                "the certificate does not say who vouched for its subject")
        }
    }

    /// Exactly one name: with two, a reader that looks at the first and one that looks at any would see different
    /// signers.
    private static func subject(_ fields: CertificateFields) throws(DERFault) -> (String, SubjectKind) {
        guard let found = fields[alternativeName] else { throw DERFault("it has no subject alternative name") }
        var names = try DERReader.only(DERValue.sequence, in: found.value).reader
        let name = try names.next()
        guard names.isAtEnd else { throw DERFault("it has more than one subject alternative name") }
        switch name.tag {
        case 0x81:
            // The two kinds must not be able to say the same: a policy compares the text alone.
            let address = try text(name.content)
            guard address.split(separator: "@", omittingEmptySubsequences: false).count == 2,
                !address.contains(where: { "/: ".contains($0) })
            else { throw DERFault("its e-mail address is none") }
            return (address, .email)
        case 0x86:
            let uri = try text(name.content)
            guard uri.contains("://") else { throw DERFault("its URI is none") }
            return (uri, .uri)
        case DERValue.explicit(0):
            var other = name.reader
            guard OID(content: try other.next(DERValue.identifier).content) == username else {
                throw DERFault("its subject alternative name is of an unknown kind")
            }
            let value = try DERReader.only(DERValue.utf8, in: try other.next(DERValue.explicit(0)).content)
            try other.end()
            return (try text(value.content), .username)
        default: throw DERFault("its subject alternative name is no address, URI or user name")
        }
    }

    /// Without control characters: a line break inside a name has passed anchored patterns before.
    private static func text(_ content: ArraySlice<UInt8>) throws(DERFault) -> String {
        guard let text = String(validating: content, as: UTF8.self), !text.isEmpty,
            text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7f && !(0x80...0x9f).contains($0.value) }
            )
        else { throw DERFault("its subject alternative name is empty or not printable") }
        return text
    }
}

extension FulcioIdentity: CustomStringConvertible {
    public var description: String { "`\(subject)` by `\(issuer)`" }
}
