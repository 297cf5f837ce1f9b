import Trust

/// PKCS#12 files made with `openssl pkcs12 -export -nokeys`, password `changeit`: a leaf and the root above it, both valid
/// for a hundred years and nobody's. Certificates only; no private key is inside.
enum KeyStores {
    /// AES-256, PBKDF2 and a SHA-256 MAC, as OpenSSL 3 writes.
    static let modern = decode(
        """
        MIID1wIBAzCCA40GCSqGSIb3DQEHAaCCA34EggN6MIIDdjCCA3IGCSqGSIb3DQEHBqCCA2MwggNfAgEAMIIDWAYJKoZIhvcNAQcBMFcG
        CSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAh/uP8disQu5AICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEPUNHVNAOiJZ
        WPkrpkCizdeAggLwwrf9h8A610eULkm9tPl3RHecdnpRZofDraquXXjmgzUUWC7SnORKMeubsQW+9RyWGeuN9+uTnLEw0V01ef4I6xYp
        eSFS52Yqa/i8DpGqUxLY6a90yp6InX2YvVnYSHxEj9eYNlJGWU93GlcJE5QubsbLe6kfpw1rr1W9KC1VB3sk/CefzoID/5XeATO9m5lM
        GB8+cIvCwa+dNLntkpowaAGybYYZ2frsDjCoNFj0Dj8EOs4SGhShV+pr+6NxiIv4aG30c7vyw+e4n0W/Q+9NIT2v4zDqJjem3pCaOuDd
        3UeBv0NtKJfoKvYzCZgr+yyNQb5JJT+16V7F1nk4p819uw4+FO/3iscQqm5YnC6gqzqA6QmavJShmU4KbmF7GhBHfXfP6g5ShV38jF88
        SpRYTsl8fe/hI6cljzr+IuCFsa+wjCFyfsjPIDjU7KZzSDSJ7O+9p1dI08ZhDLeD7FYJ1Kqi6cyv58PXVCT7KgCDxFWTFY2LIFBWj8Tw
        qIIGW6f3Pzv+rAXppfNGASQHmtD+6IlcLp0j64Ycd3ib0KTQCrhS9d+qcezn/+3iBcpvNy1N2YjKWQf7aa7G8RtwwsYGWniK/V50ELJu
        WmKcSClbbioo6wxCVEtBbe+/HlBgWPhyzfdE4BZ6c+NdMh23CMB/DIph3YJvrGt1Zq+dvGo0JqvVUru1s26XWsMiXM/2+3tJ8ByrCD7k
        DByrmB2WhMCYRm0DOT3FtuYyncAGwoNY04Xoh3vkwWcjR27YLPH9RZ6Zfp4qAChQ69kFweb6p/oWQB51UceDFJlKnMwCnHIjj89OtaLX
        xLUMonMXCJd/QpaDrH00hlPK57Emxm3bpSP558qURDDrU+843IoUArTLnT932ViA5OUs84SMs+2ispl8bJKXjg21plog6XpJ/1mfru9L
        YQU9Hwb1rSpKflUS8GqrH/ykCBduguMvQPNAz4gkodJOu1Ii5bvv3cldKLfaU2SW1sYiE2JmnKZdqvwpEckwQTAxMA0GCWCGSAFlAwQC
        AQUABCCWIraj8GGGZtz0rdQT9BStlwhZSC6dMtFGdhBUi/aXPAQIKytCcpyPTLYCAggA
        """)
    /// 40-bit RC2 and a SHA-1 MAC, as `openssl pkcs12 -legacy` and old Java wrote; needs the legacy provider.
    static let legacyRC2 = decode(
        """
        MIIDhAIBAzCCA0oGCSqGSIb3DQEHAaCCAzsEggM3MIIDMzCCAy8GCSqGSIb3DQEHBqCCAyAwggMcAgEAMIIDFQYJKoZIhvcNAQcBMBwG
        CiqGSIb3DQEMAQYwDgQIGYz+CeCJt9YCAggAgIIC6EMrle7v9+MAfVwXk6F0S1sMxFJfeJ77ruDHkCJHR9ds0Dfn3IqXR8f4USAxwwas
        ib2c76N8DVugwhSJ2NYINTUdfx2aMijJtoBp18/tyjh7TydO/89WbIK4ggsH+IiESwkv9AcWsNJYc2Lxsi3UECqPCrYcYLBaaQiWsaB6
        ekci/dTtcftAWC8IpvM5/H5pI5n4jxfprMVmo/mCdP1yp7ma4x5BxBz0HlzHVGSwKWQ+L5b6Xk/hCnEtP9JrnFbS7DE0a46vNv0JV4bO
        wVhuPk+9hq9vidXeDRtp+mDHR/kddP2uEe6pnSdRkexe2Lm/idOaSSj5r1JVPmTRZJeCkNfjkqfdUNBHPxjk8BEjllsOsQxX4cIQap4t
        AHTTU/hKNzwPRxzupeAJReOFDy5MM5/qEE80B5jPsVwOJ6rs4ZgaWb26B836oTZCiXRwSQCgJoWerr+RquzRRLs8J62rIEnEHfZa4Y5s
        JXshqngWbn3dV6yg/Z0IGvPBrYu0GTa9hONxowQy4OcjfR6F05L5eGKU/LAOO8nJfTFvRWPfno6Kxr0QK95qHRRrzhHA6XjTvIGTuc5n
        /FPJ5sqFF5cZBaPJeSs+VLlynoZRv515E+XNkXzrvb2xuXJDyi50ujZigSd6fP497oaQ+HGC09TyM5vL+2lmVGGXoHLS+9zPxs6PeFpF
        Ai3n4QbTus8s6GavXqdxy+tSr50+Jmd1eYdGLtnGUUzWDKgmWaKSijCCsWUu8jiF65ITuSeOG69sJ53q/hk/tpPR6rf62n39tayJd/lb
        J0MKU+umlm2A0g1DHkQDWiQwiDpp/RRPM/rWLYugLkN3CfV5zkljJIh9zK6XSkt20o5WRqptDkgz3r9hgz5S8DIHxxlW77yEEeaWzcha
        a7b/EcROaYY/QIhkA8WuMua9Sk23FNuW6Grmybfu1EkYvgeV4CL/Vzx10rc/Yjy8qc86UwDSOUSxHtCPFLbAgEzz07ynZ5c7UjAxMCEw
        CQYFKw4DAhoFAAQU0ab64VR/Pq6P9+acpyykXo0GUD0ECOAdNzAb4piHAgIIAA==
        """)
    /// Triple DES and a SHA-1 MAC.
    static let tripleDES = decode(
        """
        MIIDhAIBAzCCA0oGCSqGSIb3DQEHAaCCAzsEggM3MIIDMzCCAy8GCSqGSIb3DQEHBqCCAyAwggMcAgEAMIIDFQYJKoZIhvcNAQcBMBwG
        CiqGSIb3DQEMAQMwDgQIv5SVj/FEDFACAggAgIIC6NoM5h7KAAHuWaVxvvYzz/yTuebAWYmKY0wAD6JH6+4jLlRu2rIAuEaQnCuaDLgh
        4IYZr2okIeB30bxA9o0Ewg8iZY47zTRemU5PZ8OXdosFdoFlAifDCOWuxBd/7lLzYdOXbu5d9VKu4btoEJpC8ajprRTPvX15Z09kGDAv
        Nkr3Z7n78pUeFChRMrkDfeDIFn6vBQilfJqnPxPGKVxaKxnZ5USzcAH/68hOCcvrBJ3ndxyABfXUREXCFSJl9KaJwb0a+20rgfO5MsoQ
        +rXe+QAv5NUyxkwdslRuTDSTqtprVJYpz3YPOh6d/PRjMQkf+KSn5gmHU/5IF2Yi5cEoCYTLzH8U1Mlj8+JnIi0Khw6M2rN7R8KEgJNX
        9Pffq+Ad3DeURE+Ny74j6QIOMbSTDgKmRGPqc1MftusAsfNomiJsax44/oYoVrjy0Kv4yeJj8BXppS11wzy1OKCcjauvK6RjJy8YyhAl
        Em3slGyBxvpU/uWn3BXNi41OBewfBP+Cbz6ySds5heYMre1SEWNaCWIeofIsCo65sUNiDHzytLjmXyRw9j+mZU0nT2M8JMo+lIrkLDV1
        3vACoG1uuHqcDvL6nz6/I5CFb14OlN/WWNXsdv9/Dg1OBPwr7GIIjBJv4jmVsE0f0AiWItx9KaP/hqB3EjL/7wBUq4SFiQqLHkxcwshq
        JDXxKS5a45rk7Ls2ju34kkN0sDoPQy8uCvgffF1zMx3tzv6Apm4SjPvK/FPQHNQ+K2JYjoJmfIROlHd9bxZ7unvW/HIxWUnJUEUwok01
        Wzyz4wkgiWsfA/Jhc5VXTRg/PatJmMG+GXUembAb88P4VDP4FcznAPxnFscpXzQT9w6oIxKXGsEAa5qy6qCytUlsIZWTjcOa+UJII6XA
        d6BqMmZaydjyCHNR80bUi4m9d/IcYqoUyUBa5bgUim+KY7RBcX3PqHMkU6zexOQgaFR+OGA0Bq6LZNKG17C3GJJRzFuHGAyQ0zAxMCEw
        CQYFKw4DAhoFAAQU1KxsONDXbBty2NU//VIBUK6kzkUECN6pwuTC6YURAgIIAA==
        """)
    /// Without a MAC.
    static let withoutMAC = decode(
        """
        MIIDGwIBAzCCAxQGCSqGSIb3DQEHAaCCAwUEggMBMIIC/TCCAvkGCSqGSIb3DQEHAaCCAuoEggLmMIIC4jCCAUAGCyqGSIb3DQEMCgED
        oIIBLzCCASsGCiqGSIb3DQEJFgGgggEbBIIBFzCCARMwgboCAQIwCgYIKoZIzj0EAwIwFTETMBEGA1UEAwwKc3RvcmUgcm9vdDAgFw0y
        NjExMjEwODEzMzlaGA8yMTI2MTAyODA4MTMzOVowFTETMBEGA1UEAwwKc3RvcmUgbGVhZjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IA
        BBQyw1kq47HvL4PnHkA6vIz4aUdjTgIEwGlvMa0ieFqFwvuOnwooFt8ZZHUN1JgsXavs16Q1F/qtIRmANXaERyMwCgYIKoZIzj0EAwID
        SAAwRQIhAPlO9BukKLXD+R2J2qXQPU+hkXqfti/osgvRNXYcPbEnAiAlVNI5KfAtTQkruawIPjO+igj7MEXekv6OgmhE9EFMuzCCAZoG
        CyqGSIb3DQEMCgEDoIIBiTCCAYUGCiqGSIb3DQEJFgGgggF1BIIBcTCCAW0wggEUoAMCAQICAQEwCgYIKoZIzj0EAwIwFTETMBEGA1UE
        AwwKc3RvcmUgcm9vdDAgFw0yNjExMjEwODEzMzlaGA8yMTI2MTAyODA4MTMzOVowFTETMBEGA1UEAwwKc3RvcmUgcm9vdDBZMBMGByqG
        SM49AgEGCCqGSM49AwEHA0IABKkyPlwJwC6lFuUWaDBymgRJYHcqVONQjlWlvA8rtRG5l2Xj+etyPTp6EJTc40D3DH2SS44eI/vTkKrP
        rH56TjOjUzBRMB0GA1UdDgQWBBTj+m34ouZFer3FMh2IW9acYmAh2jAfBgNVHSMEGDAWgBTj+m34ouZFer3FMh2IW9acYmAh2jAPBgNV
        HRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIBxw0KzOhcYOp4nwtVvcsdKq+xjxER+bPxd4xY1TtfRNAiBrVFNJhXF5l7mO0rfY
        3tS/anuIIAVlNbXgTMr9gdXYEg==
        """)
    /// Under the empty password.
    static let emptyPassword = decode(
        """
        MIID1wIBAzCCA40GCSqGSIb3DQEHAaCCA34EggN6MIIDdjCCA3IGCSqGSIb3DQEHBqCCA2MwggNfAgEAMIIDWAYJKoZIhvcNAQcBMFcG
        CSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAjWfHOOphlaWAICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEECmt76SQz0Hl
        WLpbYPtX1UWAggLwP93yN4oFEyMtZp41410PTkhnHKhHi5tbmWUHb3DLEmnfd23kjMiUHa1hmkOyTjXOnfxGuOd7YqrYGYubvYrF4jlH
        l+V3YSoOdDT9TNBsMPBcoc5woUynWseJdmx6Ftxl59kQHrXL+jj0xFq7AV60p886qw5e6g/k0UkO2Q500nw4Q40s93WrEocxITiNVZJr
        hhCsTOgvqgjxrSGihLy6px9Asm2ov7gNci2YTxaOxFnTR7aHcclmZxcxDMP8xPY8Rdh/ZbTsqncSvylY6yFL/snaaeCPrYxAtKcfMfDj
        Qim/0bjE231wgI2P4hJxo3rUJYtUx2KYp2VKlY3kh/1RgJ2YwIRkk9HGxFhz5xkU7vrjp7MpeNm7MQQndzKkv+ugjN8tQs0iLLZDh36Q
        ReEq+fmIvHMU/J5ZivpJ7ZhlIc9OozTcMvSmFMTHkKJpErp0kegXSDT8B0CUyEuQH4YNR4DPbsZjlGWFZxZKjJS8r2b+WaRtFVGmuJsL
        +XtYBVMhFhyWL9jotsE1LBQO7DBwn57u03EVWLCBaGo6wzM9X1i3RTX5qi/fxM5Off4xhhEb6jPV6ToSWiE9ypzykZl7W2mEHys2m26l
        CO/yEhUg+Uiv9qOKQomPu8sF9ThT1BPXgCXt2RIaOxJEZkb7TjyExlCs6K6hhiwhb1sglw/u7+3Yo7+V8zPyjf4WlC66vnnla0Ic+X/z
        GP0GqO8fUG4VKbaEe6mIYtgNVuEHQuCglrYIdIHgEyrpqnhyx1XZ/3YwYN3SZJmVE0F6Zfy7VEjGekeYAV9PzbEU6KPRhqpJrYVrSyJ+
        p+zWe9FXrHTz5BK1zvcr5Dqy5QXMxXeIDeJARjYpBnfQmFp7+Dor9cL7b347PI2jTZEV2W1mO4FXOJKMxf3q6QOpiar3A7oqi55wLf6k
        0m2HU3YctPenfAOIC75AeUv/B8QR/FPtYZz/fb8jzWL2UuSAwfV1P1H4JIjQw1WBlvTzUKyAdBojernXE4swQTAxMA0GCWCGSAFlAwQC
        AQUABCCpOP5yg5MwYBA2dUukdQdDEb4+QhYzx303QsGTlR4b/QQIz14ni5mZ9vkCAggA
        """)

    private static func decode(_ text: String) -> [UInt8] {
        Base64.decode(text.replacing("\n", with: "")) ?? []
    }
}
