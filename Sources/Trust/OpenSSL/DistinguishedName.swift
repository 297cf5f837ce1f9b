internal import COpenSSL

/// A distinguished name by itself (RFC 5280, section 4.1.2.4).
enum DistinguishedName {
    /// RFC 2253 text, most specific part first; nil for bytes that are no name.
    static func text(_ der: ArraySlice<UInt8>) -> String? {
        ErrorQueue.clear()
        guard let name = DER.decode(Array(der), { d2i_X509_NAME(nil, $0, $1) }, free: X509_NAME_free) else {
            ErrorQueue.clear()
            return nil
        }
        defer { X509_NAME_free(name) }
        var buffer = MemoryBuffer()
        return buffer.text { X509_NAME_print_ex($0, name, 0, airworthy_name_rfc2253) }
    }
}
