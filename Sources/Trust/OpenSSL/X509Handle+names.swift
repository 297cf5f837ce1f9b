internal import COpenSSL

extension X509Handle {
    /// Every subject alternative name, in order; empty when the extension is absent.
    ///
    /// Throws `certificate-unreadable` for an extension that is there twice or cannot be read, and for text that is
    /// not printable ASCII: a NUL inside a host name has fooled verifiers before (CVE-2009-2408).
    func subjectAlternativeNames() throws(Diagnostic) -> [SubjectAlternativeName] {
        ErrorQueue.clear()
        var criticality: Int32 = 0
        let raw = withPointer { X509_get_ext_d2i($0, NID_subject_alt_name, &criticality, nil) }
        guard let raw else {
            // -1 means absent, -2 twice, anything else unreadable (X509V3_get_d2i(3)).
            guard criticality == -1 else { throw Self.unreadable("subject alternative names that cannot be read") }
            ErrorQueue.clear()
            return []
        }
        let names = OpaquePointer(raw)
        defer { GENERAL_NAMES_free(names) }
        var result: [SubjectAlternativeName] = []
        for index in 0..<OPENSSL_sk_num(names) {
            guard let name = OPENSSL_sk_value(names, index)?.assumingMemoryBound(to: GENERAL_NAME.self) else {
                continue
            }
            result.append(try Self.alternative(name))
        }
        return result
    }

    private static func alternative(
        _ name: UnsafeMutablePointer<GENERAL_NAME>
    ) throws(Diagnostic) -> SubjectAlternativeName {
        var type: Int32 = 0
        guard let value = GENERAL_NAME_get0_value(name, &type) else {
            throw unreadable("an empty subject alternative name")
        }
        switch type {
        case GEN_DNS: return .dns(try text(value))
        case GEN_EMAIL: return .email(try text(value))
        case GEN_URI: return .uri(try text(value))
        case GEN_IPADD:
            let bytes = octets(value)
            guard bytes.count == 4 || bytes.count == 16 else {
                throw unreadable("an address of \(bytes.count) bytes among the subject alternative names")
            }
            return .address(bytes)
        case GEN_DIRNAME:
            var buffer = MemoryBuffer()
            return .directory(buffer.text { X509_NAME_print_ex($0, OpaquePointer(value), 0, airworthy_name_rfc2253) })
        case GEN_OTHERNAME:
            return .other(identifier(value.assumingMemoryBound(to: OTHERNAME.self).pointee.type_id))
        case GEN_RID: return .other(identifier(OpaquePointer(value)))
        case GEN_X400: return .other("x400Address")
        default: return .other("ediPartyName")
        }
    }

    private static func octets(_ value: UnsafeMutableRawPointer) -> [UInt8] {
        let string = UnsafePointer(value.assumingMemoryBound(to: ASN1_STRING.self))
        return Array(
            UnsafeBufferPointer(start: ASN1_STRING_get0_data(string), count: Int(ASN1_STRING_length(string))))
    }

    private static func text(_ value: UnsafeMutableRawPointer) throws(Diagnostic) -> String {
        let bytes = octets(value)
        guard !bytes.isEmpty, bytes.allSatisfy({ (0x20...0x7e).contains($0) }) else {
            throw unreadable("a subject alternative name that is empty or not printable ASCII")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Dotted decimal.
    private static func identifier(_ object: OpaquePointer?) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        let length = OBJ_obj2txt(&buffer, Int32(buffer.count), object, 1)
        guard length > 0, length < buffer.count else { return "unknown" }
        return String(decoding: buffer[..<Int(length)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
