import Trust

/// A PKCS#12 file made with `openssl pkcs12 -export -nokeys`, password `changeit`: one certificate, valid for a hundred
/// years from 2026 on. The key it was made with is gone.
enum KeyStoreSpecimen {
    static let bytes = Base64.decode(text.replacing("\n", with: "")) ?? []

    private static let text = """
        MIICVwIBAzCCAg0GCSqGSIb3DQEHAaCCAf4EggH6MIIB9jCCAfIGCSqGSIb3DQEHBqCCAeMwggHfAgEAMIIB2AYJKoZIhvcNAQcBMFcGCSqGSIb3
        DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAhULpq/+8tQEgICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEPAW1RszDMFOHHpYVJ1jzrOAggFw
        WRRrPq4tcoODbYD2wj4u6g94QfARhHt3sE0dSoFYHMeEj7e0BvE0/SjUoRNouM/ubXMiUCdh2cNlAuz8OwUxTKfK3METFYCcleta5+QCyYdWSyio
        C4l7Fe40pn6vir2qujMBkLkB1M3vfByon+NRcD6rZ8VKqMlKMHCvN521qgNu/VDR8aMbKbGVp/0CfM5yq3WI5bD9no/oGxdb+4LCqPqjlWFG8OVP
        vUavLVWAocGO1n1LoElBa7I7pb9XpgKqDvrfLHAhG5gUuYBLRVACi2Ob+gdYxeFINKG92A6aAJBPIqMzsNW4bfp/uiWZJNFHWmrTdp17VAUus2S3
        gjPoqziNmp7E2JY+QrkAljwrV90vEzU85go/Hd39FGigSxAMcqUdJRuSPfYhnX4/1cAa6mF9Pfzlq0PCbpfXMH1FuIPKJosFoogOxkzLus2YtqX6
        a8Acrcchmsm8wnDQhTVQk4B7xv0LZp3yNZ31qmyzOlowQTAxMA0GCWCGSAFlAwQCAQUABCCJ5sFVHuVbyvOK09OxUQGFw4vgtc6Xeq8kiEQ8s1wW
        hQQI8IuyI00LpKQCAggA
        """
}
