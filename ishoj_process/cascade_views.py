from django.http import HttpResponse


def cascade(request):
    return HttpResponse("…")


def cascade_pdf(request):
    return HttpResponse("…")
